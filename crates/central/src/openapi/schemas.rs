//! What travels.

use auxilio_protocol::limits::{
    CHECK_NAME_CHARS_MAX, CHECKS_MAX, HANDOVERS_MAX, JOURNEY_N_MAX, JOURNEY_S_MAX, KEYS_MAX,
    OTHER_ORGANIZATIONS_MAX, PHONE_CHARS_MAX, SEQ_MAX, TEXT_CHARS_MAX, UPDATES_PER_REQUEST_MAX,
};
use serde_json::{Value, json};

use super::of;

/// All of them, by their names.
pub(super) fn schemas() -> Value {
    let mut all = serde_json::Map::new();
    for part in [
        messages(),
        what_follows(),
        statements(),
        people(),
        membership(),
        own_data(),
        places(),
        answers(),
    ] {
        if let Value::Object(part) = part {
            all.extend(part);
        }
    }
    Value::Object(all)
}

fn text() -> Value {
    json!({ "type": "string", "maxLength": TEXT_CHARS_MAX })
}

/// It may be null, or missing.
fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn number_or_null() -> Value {
    json!({ "type": ["number", "null"] })
}

fn messages() -> Value {
    json!({
        "Alert": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": { "type": "string", "format": "uuid" },
                "kind": { "type": "string", "description": "auxilio, robo, extorsion, violencia, medica, incendio, or another word" },
                "mode": { "enum": ["open", "covert"] },
                "exercise": { "type": "boolean" },
                "raised_at": time(),
                "fix": or_null(&of("Fix")),
                "profile": or_null(&of("Profile")),
                "device": or_null(&of("Device")),
            },
        },
        "Fix": {
            "type": "object",
            "required": ["lat", "lon", "taken_at", "source"],
            "properties": {
                "lat": { "type": "number", "minimum": -90, "maximum": 90 },
                "lon": { "type": "number", "minimum": -180, "maximum": 180 },
                "accuracy_m": number_or_null(),
                "confidence": number_or_null(),
                "altitude_m": number_or_null(),
                "speed_mps": number_or_null(),
                "course_deg": number_or_null(),
                "taken_at": time(),
                "source": { "enum": ["gnss", "network", "fused", "last_known", "manual", "replay"] },
                "mock": { "type": "boolean" },
            },
        },
        "Device": {
            "type": "object",
            "required": ["app", "os"],
            "properties": {
                "app": text(),
                "os": text(),
                "battery_percent": { "type": ["integer", "null"], "minimum": 0, "maximum": 100 },
                "path": or_null(&text()),
            },
        },
    })
}

fn what_follows() -> Value {
    json!({
        "Updates": {
            "type": "array",
            "minItems": 1,
            "maxItems": UPDATES_PER_REQUEST_MAX,
            "items": {
                "type": "object",
                "required": ["seq", "at"],
                "properties": {
                    "seq": { "type": "integer", "minimum": 1, "maximum": SEQ_MAX },
                    "at": time(),
                    "fix": of("Fix"),
                    "kind": { "type": "string" },
                    "cancel": { "type": "object", "required": ["reason"], "properties": { "reason": { "type": "string" } } },
                    "duress": { "type": "boolean" },
                    "urgent": { "type": "boolean" },
                    "text": text(),
                    "battery_percent": { "type": "integer", "minimum": 0, "maximum": 100 },
                },
            },
        },
        "JourneyNews": {
            "type": "object",
            "required": ["n", "state"],
            "properties": {
                "n": { "type": "integer", "minimum": 1, "maximum": JOURNEY_N_MAX },
                "state": { "enum": ["under_way", "arrived"] },
                "left_s": { "type": "integer", "minimum": 0, "maximum": JOURNEY_S_MAX },
                "fix": of("Fix"),
                "alert": of("Alert"),
            },
        },
        "TextMessage": {
            "type": "object",
            "required": ["text"],
            "properties": { "from": { "type": "string" }, "text": { "type": "string" }, "received_at": or_null(&json!({ "type": "string" })) },
        },
    })
}

/// What the central signs stands in these as a compact JWS.
fn statements() -> Value {
    let jws = |what: &str| {
        json!({
            "type": "object",
            "required": [what],
            "properties": { what: { "type": "string", "pattern": r"^[\w-]+\.[\w-]+\.[\w-]+$" } },
        })
    };
    json!({
        "ReceiptAnswer": jws("receipt"),
        "JourneyAnswer": jws("journey"),
        "DeletionAnswer": jws("deletion"),
        "Jwks": {
            "type": "object",
            "required": ["keys"],
            "properties": { "keys": { "type": "array", "maxItems": KEYS_MAX, "items": of("Jwk") } },
        },
        "Jwk": {
            "type": "object",
            "required": ["kty", "crv", "x"],
            "properties": { "kty": { "const": "OKP" }, "crv": { "const": "Ed25519" }, "x": { "type": "string" }, "kid": { "type": "string" } },
        },
    })
}

fn people() -> Value {
    json!({
        "Profile": {
            "type": "object",
            "properties": {
                "version": { "type": "integer", "minimum": 0 },
                "name": or_null(&text()),
                "phone": or_null(&json!({ "type": "string", "maxLength": PHONE_CHARS_MAX })),
                "barrio": or_null(&json!({
                    "type": "object",
                    "required": ["district"],
                    "properties": { "district": text(), "sector": or_null(&text()) },
                })),
                "organization": or_null(&of("Organization")),
                "other_organizations": { "type": "array", "maxItems": OTHER_ORGANIZATIONS_MAX, "items": of("Organization") },
                "contact": or_null(&json!({ "type": "object", "properties": { "name": or_null(&text()), "phone": or_null(&text()) } })),
                "medical": or_null(&json!({ "type": "object", "properties": { "blood": or_null(&text()), "notes": or_null(&text()) } })),
            },
        },
        "Organization": {
            "type": "object",
            "required": ["kind", "name"],
            "properties": { "id": or_null(&text()), "kind": of("OrganizationKind"), "name": text(), "unit": or_null(&text()) },
        },
        "OrganizationKind": {
            "enum": ["transporte", "mototaxi", "mercado", "comedor", "vaso_de_leche", "olla_comun", "junta_vecinal", "ronda", "otra"],
        },
    })
}

fn membership() -> Value {
    json!({
        "Consent": { "type": "object", "required": ["text", "at"], "properties": { "text": text(), "at": time() } },
        "Enrolment": {
            "type": "object",
            "required": ["invitation", "public_key", "profile", "consent"],
            "properties": {
                "invitation": { "type": "string", "pattern": r"^[A-Za-z0-9_-]{1,128}$" },
                "public_key": of("Jwk"),
                "profile": of("Profile"),
                "consent": of("Consent"),
            },
        },
        "Member": {
            "type": "object",
            "required": ["member", "state", "organization", "jwks"],
            "properties": {
                "member": { "type": "string", "format": "uuid" },
                "state": { "enum": ["active", "pending"] },
                "organization": or_null(&json!({ "type": "string" })),
                "jwks": of("Jwks"),
            },
        },
        "Invitation": {
            "type": "object",
            "required": ["municipality", "organization", "expires_at", "needs_approval", "consent"],
            "properties": {
                "municipality": { "type": "string" },
                "organization": { "type": "string" },
                "expires_at": time(),
                "needs_approval": { "type": "boolean" },
                "consent": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } },
            },
        },
        "Recovery": {
            "type": "object",
            "required": ["phrase"],
            "properties": {
                // 32 bytes in base64url: the last letter has two bits that carry nothing.
                "phrase": { "type": "string", "pattern": "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$" },
            },
        },
    })
}

/// What a device tells of itself, and gets.
fn own_data() -> Value {
    json!({
        "Readiness": {
            "type": "object",
            "required": ["at", "checks"],
            "properties": {
                "at": time(),
                "checks": {
                    "type": "array",
                    "maxItems": CHECKS_MAX,
                    "items": {
                        "type": "object",
                        "required": ["name", "ok"],
                        "properties": { "name": { "type": "string", "maxLength": CHECK_NAME_CHARS_MAX }, "ok": { "type": "boolean" } },
                    },
                },
            },
        },
        "ProfileChange": { "type": "object", "required": ["profile"], "properties": { "profile": of("Profile") } },
        "ProfileAnswer": { "type": "object", "required": ["version"], "properties": { "version": { "type": "integer", "minimum": 0 } } },
        "Export": {
            "type": "object",
            "required": ["at", "member", "state", "enrolled_at", "profile", "consent", "alerts", "alerts_left_out"],
            "properties": {
                "at": time(),
                "member": { "type": "string", "format": "uuid" },
                "state": { "enum": ["active", "pending"] },
                "profile": of("Profile"),
                "consent": of("Consent"),
                "readiness": or_null(&of("Readiness")),
                "alerts": { "type": "array", "items": { "type": "object" } },
                "alerts_left_out": { "type": "integer", "minimum": 0 },
                "journeys": { "type": "array", "items": { "type": "object" } },
            },
        },
    })
}

fn places() -> Value {
    let line = json!({
        "type": "object",
        "required": ["service", "number"],
        "properties": { "service": { "type": "string" }, "number": { "type": "string", "maxLength": PHONE_CHARS_MAX } },
    });
    json!({
        "Line": line,
        "Directory": {
            "type": "object",
            "required": ["districts"],
            "properties": {
                "districts": { "type": "array", "items": {
                    "type": "object",
                    "required": ["ubigeo", "name"],
                    "properties": { "ubigeo": { "type": "string" }, "name": text(), "sectors": { "type": "array" } },
                } },
                "organizations": { "type": "array" },
                "lines": { "type": "array", "items": of("Line") },
            },
        },
        "Description": {
            "type": "object",
            "required": ["name", "protocol", "jwks", "alerts_url", "enrolments_url", "lines"],
            "properties": {
                "name": { "type": "string" },
                "protocol": { "type": "array", "items": { "type": "integer" } },
                "jwks": of("Jwks"),
                "handovers": { "type": "array", "maxItems": HANDOVERS_MAX, "items": { "type": "string" } },
                "alerts_url": { "type": "string" },
                "enrolments_url": { "type": "string" },
                "sms_gateway": or_null(&json!({ "type": "string" })),
                "lines": { "type": "array", "items": of("Line") },
            },
        },
    })
}

fn answers() -> Value {
    json!({
        "TextTaken": { "type": "object", "required": ["alert"], "properties": { "alert": { "type": "string", "format": "uuid" } } },
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status"],
            "properties": {
                "type": { "type": "string" },
                "title": { "type": "string" },
                "status": { "type": "integer", "minimum": 400, "maximum": 599 },
                "detail": { "type": "string" },
            },
        },
    })
}
