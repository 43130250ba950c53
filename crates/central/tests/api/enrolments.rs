use auxilio_protocol::enrolment::EnrolmentAnswer;
use futures_util::future::join_all;
use reqwest::StatusCode;

use crate::town::{Device, Town, problem};

#[tokio::test]
async fn an_invitation_makes_a_member_and_a_lost_answer_can_be_asked_for_again() {
    let town = Town::start().await;
    let token = town.invitation(1, 1).await;
    let rosa = Device::new(1);
    let first = rosa.enrol(&town, &token).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first: EnrolmentAnswer = first.json().await.unwrap();
    assert_eq!(first.jwks, town.keys().await);
    assert_eq!(first.organization.as_deref(), Some("Mercado Central"));
    let again = rosa.enrol(&town, &token).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<EnrolmentAnswer>().await.unwrap(), first);
}

#[tokio::test]
async fn an_invitation_has_so_many_uses_even_at_the_same_moment() {
    let town = Town::start().await;
    let token = town.invitation(2, 1).await;
    let devices: Vec<Device> = (1..=6).map(Device::new).collect();
    let answers = join_all(devices.iter().map(|device| device.enrol(&town, &token))).await;
    let count = |status| {
        answers
            .iter()
            .filter(|answer| answer.status() == status)
            .count()
    };
    assert_eq!(count(StatusCode::CREATED), 2);
    assert_eq!(count(StatusCode::CONFLICT), 4);
}

#[tokio::test]
async fn each_invitation_that_does_not_hold_says_why() {
    let town = Town::start().await;
    let used = town.invitation(1, 1).await;
    Device::new(1).enrol(&town, &used).await;
    let expired = town.invitation(1, 0).await;
    for (name, token) in [
        ("invitation_used", used.as_str()),
        ("invitation_expired", expired.as_str()),
        ("invitation_unknown", "nobody-made-this"),
    ] {
        let refused = Device::new(2).enrol(&town, token).await;
        insta::assert_json_snapshot!(name, problem(refused).await);
    }
}

#[tokio::test]
async fn nobody_enrols_a_key_that_is_not_theirs() {
    let town = Town::start().await;
    let token = town.invitation(1, 1).await;
    let (rosa, thief) = (Device::new(1), Device::new(2));
    let refused = thief
        .post(&town, "/v1/enrolments", &rosa.enrolment(&token))
        .await;
    insta::assert_json_snapshot!("enrolment_of_another_key", problem(refused).await);
    assert_eq!(
        rosa.enrol(&town, &token).await.status(),
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn an_enrolment_that_cannot_be_read_is_told_so() {
    let town = Town::start().await;
    let refused = town.post("/v1/enrolments", "{}").await;
    insta::assert_json_snapshot!("enrolment_unreadable", problem(refused).await);
}
