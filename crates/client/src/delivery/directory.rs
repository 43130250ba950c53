//! Asking a central for its directory.

use std::sync::Arc;
use std::time::Duration;

use auxilio_protocol::directory::{self, ETag};
use auxilio_protocol::limits::DIRECTORY_BYTES_MAX;
use auxilio_protocol::{Directory, Endpoint};
use reqwest::header::{ETAG, IF_NONE_MATCH};

use super::http::{Http, body_of};
use super::outcome::Outcome;
use crate::directory::Edition;

/// How long the answer may take altogether: less than
/// [`super::schedule::ATTEMPT_MS_MAX`], and 60 kB on a GPRS link.
const TIMEOUT: Duration = Duration::from_secs(25);

/// Asks for the directory. It is read here, beside the core: a large one takes a moment.
pub(crate) async fn ask(
    http: &Http,
    endpoint: &Endpoint,
    known: Option<&ETag>,
) -> Outcome<Edition> {
    let mut request = http.plain(endpoint.join(directory::PATH), TIMEOUT);
    if let Some(etag) = known {
        request = request.header(IF_NONE_MATCH, etag.as_str());
    }
    let Ok(response) = request.send().await else {
        return Outcome::NoAnswer;
    };
    if known.is_some() && response.status().as_u16() == 304 {
        return Outcome::Answer(Edition::Unchanged);
    }
    let etag = response.headers().get(ETAG);
    let etag = etag
        .and_then(|field| field.to_str().ok())
        .and_then(|field| ETag::read(field).ok());
    // One byte more than the limit shows that it is beyond it.
    let body = body_of(response, DIRECTORY_BYTES_MAX + 1).await;
    body.and_then(|body| match Directory::read(&body) {
        Ok(directory) => Outcome::Answer(Edition::New {
            directory: Arc::new(directory),
            etag,
        }),
        Err(error) => {
            tracing::debug!(%error, "no directory");
            Outcome::Impostor
        }
    })
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::SigningKey;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// What comes of this answer, and the head of the question.
    async fn asked(answer: Vec<u8>, known: Option<&ETag>) -> (Outcome<Edition>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            // Whoever has read enough may close before the end.
            let _ = stream.write_all(&answer).await;
            String::from_utf8(head).unwrap()
        });
        let http = Http::new(SigningKey::from_seed(&[7; 32])).unwrap();
        let outcome = ask(&http, &endpoint.parse().unwrap(), known).await;
        (outcome, serving.await.unwrap())
    }

    fn answer(fields: &str, body: &[u8]) -> Vec<u8> {
        let length = body.len();
        let mut answer =
            format!("HTTP/1.1 200 OK\r\n{fields}content-length: {length}\r\n\r\n").into_bytes();
        answer.extend(body);
        answer
    }

    fn seed() -> Vec<u8> {
        serde_json::to_vec(&Directory::seed()).unwrap()
    }

    #[tokio::test]
    async fn a_whole_answer_comes_with_its_tag_and_the_next_question_names_it() {
        let etag = ETag::of(&seed());
        let tagged = answer(&format!("etag: {etag}\r\n"), &seed());
        let (outcome, head) = asked(tagged, None).await;
        assert!(head.starts_with("GET /v1/directory HTTP/1.1"), "{head}");
        assert!(!head.contains("if-none-match") && !head.contains("signature"));
        let new = Edition::New {
            directory: Arc::new(Directory::seed()),
            etag: Some(etag.clone()),
        };
        assert_eq!(outcome, Outcome::Answer(new));
        let unchanged = b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec();
        let (outcome, head) = asked(unchanged.clone(), Some(&etag)).await;
        assert!(head.contains(&format!("if-none-match: {etag}")), "{head}");
        assert_eq!(outcome, Outcome::Answer(Edition::Unchanged));
        // Nobody was told of any edition.
        assert_eq!(asked(unchanged, None).await.0, Outcome::Impostor);
    }

    #[tokio::test]
    async fn what_is_cut_off_too_long_or_something_else_is_no_directory() {
        let mut cut = answer("", &seed());
        cut.truncate(cut.len() - 1);
        assert_eq!(asked(cut, None).await.0, Outcome::NoAnswer);
        let portal = answer("content-type: text/html\r\n", b"<form>");
        assert_eq!(asked(portal, None).await.0, Outcome::Impostor);
        let mut long = seed();
        long.resize(DIRECTORY_BYTES_MAX + 1, b' ');
        assert_eq!(asked(answer("", &long), None).await.0, Outcome::Impostor);
        long.truncate(DIRECTORY_BYTES_MAX);
        let longest = asked(answer("etag: none\r\n", &long), None).await.0;
        assert!(matches!(
            longest,
            Outcome::Answer(Edition::New { etag: None, .. })
        ));
    }
}
