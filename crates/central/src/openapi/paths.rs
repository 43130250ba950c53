//! The addresses, and what each takes and answers.

use auxilio_protocol::problem;
use serde_json::{Map, Value, json};

use super::of;

/// Where a request stands that proves who sends it.
const SIGNED: &str = "Signed by the device (RFC 9421, RFC 9530).";
/// Answers that every address may give: too slow, too large, too many, cannot be kept now.
const ALWAYS: [u16; 4] = [408, 413, 429, 503];

/// One method of an address.
struct Operation {
    summary: &'static str,
    body: Option<&'static str>,
    answers: Vec<(u16, Option<Value>)>,
    problems: &'static [u16],
}

impl Operation {
    fn new(summary: &'static str) -> Self {
        Self {
            summary,
            body: None,
            answers: Vec::new(),
            problems: &[],
        }
    }

    fn takes(mut self, schema: &'static str) -> Self {
        self.body = Some(schema);
        self
    }

    fn gives(mut self, status: u16, schema: &str) -> Self {
        self.answers.push((status, Some(json(schema))));
        self
    }

    fn gives_nothing(mut self, status: u16) -> Self {
        self.answers.push((status, None));
        self
    }

    /// A stream of events, each with a rising id and a compact JWS.
    fn gives_events(mut self) -> Self {
        let event = json!({
            "type": "object",
            "properties": { "id": { "type": "string" }, "data": { "type": "string" } },
        });
        let content = json!({ "text/event-stream": { "schema": event } });
        self.answers.push((200, Some(content)));
        self
    }

    fn or_fails(mut self, statuses: &'static [u16]) -> Self {
        self.problems = statuses;
        self
    }

    fn into_json(self, parameters: &[&str]) -> Value {
        let mut responses = Map::new();
        for (status, content) in self.answers {
            let response = match content {
                Some(content) => json!({ "description": "Done.", "content": content }),
                None => json!({ "description": "Done." }),
            };
            responses.insert(status.to_string(), response);
        }
        let failure = json!({ problem::CONTENT_TYPE: { "schema": of("Problem") } });
        for status in self.problems.iter().chain(&ALWAYS) {
            let response = json!({ "description": "Not done.", "content": failure });
            responses.insert(status.to_string(), response);
        }
        let parameters: Vec<Value> = parameters.iter().map(|name| parameter(name)).collect();
        let mut operation = json!({
            "summary": self.summary,
            "parameters": parameters,
            "responses": responses,
        });
        if let (Some(schema), Some(operation)) = (self.body, operation.as_object_mut()) {
            let body = json!({ "required": true, "content": json(schema) });
            operation.insert("requestBody".to_owned(), body);
        }
        operation
    }
}

fn json(schema: &str) -> Value {
    json!({ "application/json": { "schema": of(schema) } })
}

fn parameter(name: &str) -> Value {
    let schema = match name {
        "id" => json!({ "type": "string", "format": "uuid" }),
        _ => json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,128}$" }),
    };
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

/// All of them.
pub(super) fn paths() -> Value {
    let mut paths = Map::new();
    let addresses = alerts()
        .into_iter()
        .chain(membership())
        .chain(of_the_central());
    for (path, method, operation) in addresses {
        let parameters: Vec<&str> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        let address = paths
            .entry(path.to_owned())
            .or_insert_with(|| json!({}))
            .as_object_mut();
        if let Some(address) = address {
            address.insert(method.to_owned(), operation.into_json(&parameters));
        }
    }
    Value::Object(paths)
}

type Address = (&'static str, &'static str, Operation);

fn alerts() -> Vec<Address> {
    vec![
        (
            "/v1/alerts",
            "post",
            Operation::new(
                "Call for help. Signed by the device; unsigned it is taken as unverified.",
            )
            .takes("Alert")
            .gives(201, "ReceiptAnswer")
            .gives(200, "ReceiptAnswer")
            .or_fails(&[400, 409]),
        ),
        (
            "/v1/alerts/{id}/updates",
            "post",
            Operation::new("What follows an alert. Signed as the alert was.")
                .takes("Updates")
                .gives(200, "ReceiptAnswer")
                .gives_nothing(202)
                .or_fails(&[400, 404, 409]),
        ),
        (
            "/v1/alerts/{id}/events",
            "get",
            Operation::new(SIGNED)
                .gives_events()
                .or_fails(&[400, 401, 404]),
        ),
        (
            "/v1/journeys/{id}",
            "put",
            Operation::new(SIGNED)
                .takes("JourneyNews")
                .gives(200, "JourneyAnswer")
                .gives(201, "JourneyAnswer")
                .or_fails(&[400, 401, 404, 409]),
        ),
        (
            "/v1/sms",
            "post",
            Operation::new("A gateway hands a text message over, with its bearer token.")
                .takes("TextMessage")
                .gives(200, "TextTaken")
                .gives(201, "TextTaken")
                .or_fails(&[400, 401, 404, 409]),
        ),
    ]
}

fn membership() -> Vec<Address> {
    vec![
        (
            "/v1/enrolments",
            "post",
            Operation::new("Become a member by an invitation. Signed by the key that is enrolled.")
                .takes("Enrolment")
                .gives(201, "Member")
                .gives(200, "Member")
                .or_fails(&[400, 401, 403, 404, 409]),
        ),
        (
            "/v1/invitations/{given}",
            "get",
            Operation::new("Who invites, by an invitation's token or short code.")
                .gives(200, "Invitation")
                .or_fails(&[404, 409]),
        ),
        (
            "/v1/me",
            "get",
            Operation::new(SIGNED)
                .gives(200, "Member")
                .or_fails(&[401, 403]),
        ),
        (
            "/v1/me",
            "patch",
            Operation::new(SIGNED)
                .takes("ProfileChange")
                .gives(200, "ProfileAnswer")
                .or_fails(&[400, 401, 403]),
        ),
        (
            "/v1/me",
            "delete",
            Operation::new(SIGNED)
                .gives(200, "DeletionAnswer")
                .or_fails(&[401, 403]),
        ),
        (
            "/v1/me/export",
            "get",
            Operation::new(SIGNED)
                .gives(200, "Export")
                .or_fails(&[401, 403]),
        ),
        (
            "/v1/me/readiness",
            "put",
            Operation::new(SIGNED)
                .takes("Readiness")
                .gives_nothing(204)
                .or_fails(&[400, 401, 403]),
        ),
        (
            "/v1/me/recovery",
            "put",
            Operation::new("Words that put the device out, by their hash. Signed by the device.")
                .takes("Recovery")
                .gives_nothing(204)
                .or_fails(&[400, 401, 403]),
        ),
    ]
}

fn of_the_central() -> Vec<Address> {
    vec![
        (
            "/.well-known/auxilio",
            "get",
            Operation::new("What the central says of itself.").gives(200, "Description"),
        ),
        (
            "/v1/directory",
            "get",
            Operation::new("Places and groups to choose from. With an entity tag.")
                .gives(200, "Directory")
                .gives_nothing(304),
        ),
        (
            super::PATH,
            "get",
            Operation::new("This description.").gives_any(),
        ),
    ]
}

impl Operation {
    /// An object of no further schema.
    fn gives_any(mut self) -> Self {
        let content = json!({ "application/json": { "schema": { "type": "object" } } });
        self.answers.push((200, Some(content)));
        self
    }
}
