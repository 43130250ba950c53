use auxilio_central::incident::{Action, CloseCode};
use auxilio_central::{Settings, clock};
use auxilio_protocol::signature::DEVICE_KEY;
use auxilio_protocol::{AlertId, KeySet, State, Status, jws};
use reqwest::{Method, Response, StatusCode};

use crate::town::{Device, Town, alert, id, problem};

/// A status stream, read event by event.
struct Stream {
    answer: Response,
    read: String,
    keys: KeySet,
}

impl Stream {
    async fn open(town: &Town, device: &Device, id: AlertId, last_event: Option<u64>) -> Self {
        let mut request = device.request(town, Method::GET, &path(id), None);
        if let Some(last) = last_event {
            request = request.header("last-event-id", last.to_string());
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self {
            answer,
            read: String::new(),
            keys: town.keys().await,
        }
    }

    /// The next event, verified; none at the end.
    async fn next(&mut self) -> Option<Status> {
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let line = |name: &str| event.lines().find_map(|l| l.strip_prefix(name));
                let parsed = line("data: ").map(|token| {
                    let status: Status = jws::verify(token, &self.keys).unwrap();
                    assert_eq!(line("id: "), Some(status.n.to_string().as_str()));
                    status
                });
                self.read = rest.to_string();
                if parsed.is_some() {
                    return parsed;
                }
                continue;
            }
            let chunk = self.answer.chunk().await.ok()??;
            self.read += std::str::from_utf8(&chunk).unwrap();
        }
    }

    async fn states(&mut self, count: usize) -> Vec<State> {
        let mut states = Vec::new();
        for _ in 0..count {
            states.push(self.next().await.unwrap().state);
        }
        states
    }
}

fn path(id: AlertId) -> String {
    format!("/v1/alerts/{id}/events")
}

fn handled() -> [Action; 4] {
    [
        Action::Acknowledge,
        Action::Dispatch {
            unit: "Móvil 3".to_owned(),
            eta_s: Some(240),
        },
        Action::OnScene,
        Action::Close {
            code: CloseCode::Attended,
            reason: None,
        },
    ]
}

#[tokio::test]
async fn every_step_comes_in_order_and_a_stream_resumes_where_it_stood() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    for action in handled() {
        town.act(action).await;
    }
    let all = [
        State::Received,
        State::Acknowledged,
        State::Dispatched,
        State::OnScene,
        State::Closed,
    ];
    let mut stream = Stream::open(&town, &rosa, id(1), None).await;
    assert_eq!(stream.states(5).await, all);
    let mut resumed = Stream::open(&town, &rosa, id(1), Some(2)).await;
    let dispatched = resumed.next().await.unwrap();
    assert_eq!((dispatched.n, dispatched.state), (3, State::Dispatched));
    assert_eq!(dispatched.by.as_deref(), Some("Móvil 3"));
    assert_eq!(dispatched.eta_s, Some(240));
    assert_eq!(resumed.states(2).await, all[3..]);
}

#[tokio::test]
async fn an_alert_that_nobody_takes_is_told_so_while_its_stream_is_open() {
    let town = Town::start_with(Settings {
        unclaimed_after_s: Some(0),
        ..Settings::default()
    })
    .await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let mut stream = Stream::open(&town, &rosa, id(1), None).await;
    assert_eq!(stream.states(2).await, [State::Received, State::Unclaimed]);
    assert!(town.incident().await.unclaimed);
}

#[tokio::test]
async fn what_fell_due_while_the_central_was_down_is_told_once_it_is_back() {
    let settings = Settings {
        unclaimed_after_s: Some(3600),
        ..Settings::default()
    };
    let town = Town::start_with(settings.clone()).await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let hours_later = clock::now().plus_ms(2 * 3_600_000);
    let told = town
        .store
        .tell_unclaimed(hours_later)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(told.alerts.len(), 1);
    assert_eq!(town.store.tell_unclaimed(hours_later).await.unwrap(), None);
    let town = Town::start_in(town.stop().await, settings).await;
    let mut stream = Stream::open(&town, &rosa, id(1), None).await;
    assert_eq!(stream.states(2).await, [State::Received, State::Unclaimed]);
}

#[tokio::test]
async fn a_drill_that_nobody_takes_worries_nobody() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut drill = alert(id(1));
    drill["exercise"] = true.into();
    rosa.raise(&town, &drill).await;
    let much_later = clock::now().plus_ms(3_600_000);
    assert_eq!(town.store.tell_unclaimed(much_later).await.unwrap(), None);
}

#[tokio::test]
async fn a_further_press_is_told_at_once_that_the_first_was_taken() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    town.act(Action::Acknowledge).await;
    rosa.raise(&town, &alert(id(2))).await;
    let mut stream = Stream::open(&town, &rosa, id(2), None).await;
    assert_eq!(
        stream.states(2).await,
        [State::Received, State::Acknowledged]
    );
}

#[tokio::test]
async fn only_the_device_that_sent_an_alert_can_follow_it() {
    let town = Town::start().await;
    let (rosa, thief) = (town.enrol(1).await, town.enrol(2).await);
    rosa.raise(&town, &alert(id(1))).await;
    let ask = |device: Device, id| {
        let request = device.request(&town, Method::GET, &path(id), None);
        async { request.send().await.unwrap() }
    };
    insta::assert_json_snapshot!("events_of_another", problem(ask(thief, id(1)).await).await);
    let stranger = ask(Device::new(9), id(1)).await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(
        town.get(&path(id(1))).await.status(),
        StatusCode::UNAUTHORIZED
    );
    insta::assert_json_snapshot!("events_of_nothing", problem(ask(rosa, id(7)).await).await);
}

#[tokio::test]
async fn a_phone_that_is_not_enrolled_follows_its_own_alert_and_no_other() {
    let town = Town::start().await;
    let (rosa, thief) = (Device::new(8), Device::new(9));
    rosa.raise(&town, &alert(id(1))).await;
    let ask = |device: &Device, key: &Device| {
        let request = device.request(&town, Method::GET, &path(id(1)), None);
        let request = request.header(DEVICE_KEY, key.key.public().to_text());
        async { request.send().await.unwrap().status() }
    };
    assert_eq!(ask(&rosa, &rosa).await, StatusCode::OK);
    assert_eq!(ask(&thief, &thief).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(&thief, &rosa).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_stream_ends_when_the_central_stops() {
    let mut town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let mut stream = Stream::open(&town, &rosa, id(1), None).await;
    assert_eq!(stream.states(1).await, [State::Received]);
    town.ask_to_stop();
    assert_eq!(stream.next().await, None);
    town.serving.await.unwrap();
}
