//! What leaves for another system, to the byte.
#![cfg(test)]

use auxilio_client::Token;
use auxilio_client::delivery::http::Http;
use auxilio_client::delivery::outcome::Outcome;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{Form, OtherSystem, SigningKey};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A system that takes one request whose body ends with `end`, and answers it with this.
async fn system(
    form: Form,
    end: &'static str,
    answer: &'static str,
) -> (OtherSystem, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let (mut peer, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(end.as_bytes()) {
            request.push(peer.read_u8().await.unwrap());
        }
        peer.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(request)
            .unwrap()
            .replace(&address.to_string(), "SYSTEM")
    });
    let url = format!("http://{address}/alertas?sede=1").parse().unwrap();
    (OtherSystem { form, url }, served)
}

fn http() -> Http {
    Http::new(SigningKey::from_seed(&[1; 32])).unwrap()
}

#[tokio::test]
async fn a_webhook_gets_json_and_its_token_and_no_signature_of_ours() {
    let answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    let (to, served) = system(Form::Webhook, "}", answer).await;
    let token: Token = "secret-token:abc".parse().unwrap();
    let body = br#"{"type":"alert"}"#.to_vec();
    let (outcome, status) = http().hand_over(&to, body, Some(&token)).await;
    assert_eq!((outcome, status), (Outcome::Answer(()), Some(202)));
    assert_eq!(
        served.await.unwrap(),
        "POST /alertas?sede=1 HTTP/1.1\r\n\
         content-type: application/json\r\n\
         authorization: Bearer secret-token:abc\r\n\
         accept: */*\r\n\
         host: SYSTEM\r\n\
         content-length: 512\r\n\
         \r\n\
         {\"type\":\"alert\"}"
    );
}

#[tokio::test]
async fn a_cap_system_gets_xml() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    let (to, served) = system(Form::Cap, "</alert>", answer).await;
    let body = b"<alert></alert>".to_vec();
    let (outcome, status) = http().hand_over(&to, body, None).await;
    assert_eq!((outcome, status), (Outcome::Answer(()), Some(200)));
    assert_eq!(
        served.await.unwrap(),
        "POST /alertas?sede=1 HTTP/1.1\r\n\
         content-type: application/cap+xml\r\n\
         accept: */*\r\n\
         host: SYSTEM\r\n\
         content-length: 512\r\n\
         \r\n\
         <alert></alert>"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nobody_has_the_alert() {
    let answer = "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:9/\r\n\
                  Content-Length: 0\r\n\r\n";
    let (to, served) = system(Form::Webhook, "}", answer).await;
    let (outcome, status) = http().hand_over(&to, b"{}".to_vec(), None).await;
    let refused = Outcome::Refused(ProblemKind::Other);
    assert_eq!((outcome, status), (refused, Some(307)));
    served.await.unwrap();
}
