//! A coordinator brings a whole association in, over a weak signal: few requests, light pages.

use auxilio_central::operators::Role;
use auxilio_protocol::enrolment::{EnrolmentAnswer, MemberState};
use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode};

use crate::browser::Console;
use crate::town::{Device, Town};

/// Largest page of fifty people, in bytes as it leaves the central.
const PAGE_BYTES_MAX: usize = 64 * 1024;
/// Most that a coordinator's phone takes in for all of it, in bytes: under half a minute at the
/// 40 kbit/s of a GPRS link.
const WHOLE_BYTES_MAX: usize = 144 * 1024;
const PEOPLE: u8 = 50;
const USES: usize = 60;

/// What a coordinator's phone took in.
#[derive(Default)]
struct Load {
    requests: usize,
    bytes: usize,
}

impl Load {
    async fn take(&mut self, answer: Response) -> String {
        let fields: usize = answer
            .headers()
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
            .sum();
        let text = answer.text().await.unwrap();
        self.requests += 1;
        self.bytes += fields + text.len();
        text
    }
}

#[tokio::test]
async fn fifty_people_join_by_one_invitation_and_one_touch_approves_them_over_a_weak_signal() {
    let town = Town::start().await;
    let role = Role::Coordinator {
        organization: "Mercado Central".to_owned(),
    };
    let lidia = Console::log_in_as(&town, "Lidia", &role).await;
    let mut load = Load::default();
    load.take(lidia.get("/coordinacion/invitaciones").await)
        .await;
    load.take(lidia.get("/coordinacion/estilo.css").await).await;
    let form = format!("usos={USES}&horas=24&aprobar=si");
    let made = lidia.send("/coordinacion/invitaciones", &form).await;
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let path = made.headers()[LOCATION].to_str().unwrap().to_owned();
    load.take(made).await;
    let page = load.take(lidia.get(&path).await).await;
    let token = page.split("/unirse/").nth(1).unwrap();
    let is_part = |c: &char| c.is_ascii_alphanumeric() || "-_".contains(*c);
    let token: String = token.chars().take_while(is_part).collect();

    let devices: Vec<_> = (1..=PEOPLE).map(Device::new).collect();
    for device in &devices {
        let answer = device.enrol(&town, &token).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let answer: EnrolmentAnswer = answer.json().await.unwrap();
        assert_eq!(answer.state, MemberState::Pending);
    }
    let page = load.take(lidia.get("/coordinacion").await).await;
    let listed = |page: &str, state: &str| page.matches(&format!("data-state=\"{state}\"")).count();
    assert_eq!(listed(&page, "pending"), usize::from(PEOPLE));
    assert!(page.len() <= PAGE_BYTES_MAX, "{} bytes", page.len());

    let until = page.split("name=\"hasta\" value=\"").nth(1).unwrap();
    let until = until.split('"').next().unwrap();
    let form = format!("hasta={until}");
    let approved = lidia.send("/coordinacion/miembros/aprobar", &form).await;
    let page = if approved.status() == StatusCode::SEE_OTHER {
        let path = approved.headers()[LOCATION].to_str().unwrap().to_owned();
        load.take(approved).await;
        load.take(lidia.get(&path).await).await
    } else {
        load.take(approved).await
    };
    assert_eq!(
        (listed(&page, "pending"), listed(&page, "active")),
        (0, usize::from(PEOPLE))
    );
    assert!(page.len() <= PAGE_BYTES_MAX, "{} bytes", page.len());
    for device in &devices {
        let me = device.me(&town).await.text().await.unwrap();
        assert!(me.contains("\"active\""), "{me}");
    }
    let Load { requests, bytes } = load;
    assert!(
        requests <= 8 && bytes <= WHOLE_BYTES_MAX,
        "{requests} requests, {bytes} bytes"
    );
}
