//! Where the person is on the way of joining, and what they have typed. It outlives the screen:
//! who looks elsewhere in between finds it again.

use auxilio_client::view::Told;
use auxilio_protocol::Endpoint;
use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::enrolment::{InvitationError, InvitationLink};
use dioxus::prelude::*;

use crate::bridge::{Command, Core};
use crate::screens::enrol::answers::Answers;
use crate::wording;

/// One decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Step {
    /// How the invitation came.
    #[default]
    How,
    /// Paste its link.
    Link,
    /// Type its code.
    Code,
    /// Take a photo of its QR.
    Photo,
    /// Who invites, what is shared: agree or not.
    Who,
    /// Who one is.
    Person,
    /// Where one lives or works, and whom one trusts.
    Around,
    /// What became of it.
    Done,
}

/// The way of joining. Found with [`use_flow`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Flow {
    step: Signal<Step>,
    /// The link as it was pasted, or handed over by the system.
    pub(crate) link: Signal<String>,
    /// The code as it was typed.
    pub(crate) code: Signal<String>,
    /// The central's address as it was typed beside the code; none if it was left as it is.
    pub(crate) central: Signal<Option<String>>,
    /// What is wrong with one of them.
    pub(crate) problem: Signal<Option<String>>,
    /// What the person tells of themselves; none before they were asked.
    pub(crate) answers: Signal<Option<Answers>>,
}

/// Provides the way to the components below.
pub(crate) fn use_flow_provider() -> Flow {
    let flow = Flow {
        step: use_signal(Step::default),
        link: use_signal(String::new),
        code: use_signal(String::new),
        central: use_signal(|| None),
        problem: use_signal(|| None),
        answers: use_signal(|| None),
    };
    use_context_provider(|| flow)
}

pub(super) fn use_flow() -> Flow {
    use_context()
}

impl Flow {
    /// Where the person is.
    #[must_use]
    pub(crate) fn step(&self) -> Step {
        *self.step.read()
    }

    /// Goes there. What was wrong elsewhere is not wrong here.
    pub(crate) fn go(mut self, step: Step) {
        self.problem.set(None);
        self.step.set(step);
    }

    /// Begins anew where it had ended, and else goes on.
    pub(crate) fn resume(self) {
        if *self.step.peek() == Step::Done {
            self.go(Step::How);
        }
    }

    /// What is asked next begins with what is known: of before, and of who invites.
    pub(super) fn begin_answers(mut self, core: Core, told: &Told) {
        let invited_by = match told {
            Told::Holds(info) => info.organization.clone(),
            Told::Asking | Told::NotYet | Told::Refused(_) => String::new(),
        };
        let view = core.view.peek();
        let known = Answers::of(&view.profile, invited_by, &view.directory);
        drop(view);
        self.answers.set(Some(known));
    }

    /// The system handed a link over.
    pub(crate) fn handed_over(mut self, core: Core, link: String) {
        self.link.set(link);
        self.open_link(core);
    }

    /// Opens the link that was pasted, or says what is wrong with it.
    pub(crate) fn open_link(self, core: Core) {
        let link = InvitationLink::typed(&self.link.peek(), None).map_err(|error| match error {
            // Where a link is asked for, what is none is no code either.
            InvitationError::CodeWithoutCentral => InvitationError::NotAnInvitation,
            error => error,
        });
        self.open(core, link, Step::Link);
    }

    /// Opens the code that was typed, at the central beside it.
    pub(crate) fn open_code(mut self, core: Core) {
        let known = core.view.peek().central.endpoint.clone();
        let central = match self.central.peek().as_deref().map(str::trim) {
            None => known,
            Some("") => None,
            Some(typed) => match address(typed) {
                Ok(endpoint) => Some(endpoint),
                Err(error) => {
                    self.problem.set(Some(wording::endpoint_error(&error)));
                    return;
                }
            },
        };
        let link = InvitationLink::typed(&self.code.peek(), central.as_ref());
        self.open(core, link, Step::Code);
    }

    fn open(mut self, core: Core, link: Result<InvitationLink, InvitationError>, asked: Step) {
        match link {
            Ok(link) => {
                core.ask(Command::OpenInvitation(link));
                self.go(Step::Who);
            }
            Err(error) => {
                self.go(asked);
                self.problem.set(Some(wording::invitation_error(&error)));
            }
        }
    }
}

/// A central's address as people type it, with or without its beginning.
fn address(typed: &str) -> Result<Endpoint, EndpointError> {
    if typed.contains("://") {
        typed.parse()
    } else {
        Endpoint::from_host(typed)
    }
}
