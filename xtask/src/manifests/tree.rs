//! An XML file as a tree, as much of it as manifests and resources have.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// What stands inside an element, in its order.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Element(Element),
    Comment,
    Text(String),
    /// An empty line.
    Gap,
}

impl Element {
    /// The root of a file.
    pub(crate) fn of_file(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap();
        Self::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// The root of a text.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => open.push(Self::of(&start)?),
                Event::Empty(start) => close(&mut open, Self::of(&start)?)?,
                Event::End(_) => {
                    let ended = open.pop().ok_or("an end too many")?;
                    close(&mut open, ended)?;
                }
                Event::Comment(_) => inner(&mut open)?.push(Node::Comment),
                Event::Text(text) => inner(&mut open)?.push(text_node(&text)),
                Event::Eof => break,
                _ => {}
            }
        }
        let document = open.pop().filter(|_| open.is_empty());
        let document = document.ok_or("something has no end")?;
        let root = document.elements().next().cloned();
        root.ok_or_else(|| "there is no element".to_owned())
    }

    fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key.as_ref().to_owned();
            Ok((key, attribute.value.to_string()))
        });
        Ok(Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect::<Result<_, String>>()?,
            children: Vec::new(),
        })
    }

    /// The value of an attribute, with its prefix in the name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| key == name)?;
        Some(value)
    }

    /// Its `android:name`.
    pub(crate) fn android_name(&self) -> &str {
        self.get("android:name").unwrap_or_default()
    }

    /// The values of all attributes.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(_, value)| value.as_str())
    }

    /// The elements right inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Comment | Node::Text(_) | Node::Gap => None,
        })
    }

    /// The elements of that name right inside.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// It and everything inside.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let below = self.elements().flat_map(Self::all);
        std::iter::once(self).chain(below).collect()
    }
}

fn text_node(text: &str) -> Node {
    if text.trim().is_empty() && text.matches('\n').count() > 1 {
        Node::Gap
    } else {
        Node::Text(text.to_owned())
    }
}

fn inner(open: &mut [Element]) -> Result<&mut Vec<Node>, String> {
    let last = open.last_mut().ok_or("an end too many")?;
    Ok(&mut last.children)
}

fn close(open: &mut [Element], ended: Element) -> Result<(), String> {
    inner(open)?.push(Node::Element(ended));
    Ok(())
}
