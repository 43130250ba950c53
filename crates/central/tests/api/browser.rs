//! A browser that is logged in to the central's pages.

use auxilio_central::operators::{self, NewOperator, Role};
use reqwest::header::{COOKIE, ORIGIN, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};

use crate::town::Town;

const FORM: &str = "application/x-www-form-urlencoded";

/// A browser at the console.
pub(crate) struct Console<'a> {
    town: &'a Town,
    http: Client,
    pub(crate) cookie: String,
}

impl<'a> Console<'a> {
    pub(crate) fn stranger(town: &'a Town) -> Self {
        let http = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            town,
            http,
            cookie: String::new(),
        }
    }

    pub(crate) async fn log_in(town: &'a Town) -> Self {
        let first = operators::ensure_first(&town.store).await.unwrap().unwrap();
        Self::log_in_with(town, &first).await
    }

    /// Somebody new with that role.
    pub(crate) async fn log_in_as(town: &'a Town, name: &str, role: &Role) -> Self {
        let new = operators::add(&town.store, name, role).await.unwrap();
        Self::log_in_with(town, &new).await
    }

    pub(crate) async fn log_in_with(town: &'a Town, new: &NewOperator) -> Self {
        let mut console = Self::stranger(town);
        let answer = console.enter(&new.name, &new.password).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        console.keep(&answer);
        console
    }

    /// Keeps the cookies of an answer, as a browser does.
    pub(crate) fn keep(&mut self, answer: &Response) {
        self.cookie = cookies(answer)
            .iter()
            .map(|c| c.split(';').next().unwrap())
            .collect::<Vec<_>>()
            .join("; ");
    }

    pub(crate) async fn enter(&self, name: &str, password: &str) -> Response {
        self.post(
            "/consola/entrar",
            &format!("usuario={name}&clave={password}"),
        )
        .send()
        .await
        .unwrap()
    }

    /// Logs in with the code of a second factor too.
    pub(crate) async fn enter_with(&self, new: &NewOperator, code: &str) -> Response {
        let (name, password) = (&new.name, &*new.password);
        let form = format!("usuario={name}&clave={password}&codigo={code}");
        self.post("/consola/entrar", &form).send().await.unwrap()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, self.town.url(path))
            .header(COOKIE, &self.cookie)
    }

    /// What the central's own pages name as where they come from.
    pub(crate) fn own_origin(&self) -> String {
        self.town.url("")
    }

    pub(crate) fn post(&self, path: &str, form: &str) -> RequestBuilder {
        self.request(Method::POST, path)
            .header(ORIGIN, self.town.url(""))
            .header("content-type", FORM)
            .body(form.to_owned())
    }

    pub(crate) async fn act(&self, incident: i64, action: &str, form: &str) -> StatusCode {
        let path = format!("/consola/incidentes/{incident}/{action}");
        self.post(&path, form)
            .header("hx-request", "true")
            .send()
            .await
            .unwrap()
            .status()
    }

    pub(crate) async fn page(&self) -> String {
        self.text("/consola").await
    }

    pub(crate) async fn text(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Sends a form as a browser does, without following what it leads to.
    pub(crate) async fn send(&self, path: &str, form: &str) -> Response {
        self.post(path, form).send().await.unwrap()
    }
}

pub(crate) fn cookies(answer: &Response) -> Vec<String> {
    answer
        .headers()
        .get_all(SET_COOKIE)
        .iter()
        .map(|c| c.to_str().unwrap().to_owned())
        .collect()
}
