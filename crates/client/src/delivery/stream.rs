//! Reading a status stream: Server-Sent Events (HTML standard, section 9.2), of which the `data`
//! is all that counts here, since the signed status in it carries its own number.
//!
//! Our own few lines, because the crates for it grow their buffer with whatever a peer sends.

use auxilio_protocol::limits::JWS_BYTES_MAX;

/// Longest line that is kept, in bytes; a longer one is passed over.
const LINE_BYTES_MAX: usize = JWS_BYTES_MAX + 64;

/// Collects bytes into events.
#[derive(Debug, Default)]
pub struct Events {
    line: Vec<u8>,
    overlong: bool,
    data: String,
}

impl Events {
    /// Takes bytes in as they come, in pieces of any size, and gives the data of every event that
    /// they complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut complete = Vec::new();
        for &byte in bytes {
            if byte == b'\n' {
                complete.extend(self.end_line());
            } else if self.line.len() < LINE_BYTES_MAX {
                self.line.push(byte);
            } else {
                self.overlong = true;
            }
        }
        complete
    }

    fn end_line(&mut self) -> Option<String> {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.overlong) {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            return (!data.is_empty()).then_some(data);
        }
        if let Some(data) = line.strip_prefix("data:") {
            // A status is one line: of several, the last one counts.
            data.trim_start_matches(' ').clone_into(&mut self.data);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_whatever_the_pieces() {
        let stream = b": hola\n\nid: 1\ndata: uno\n\nid:2\r\ndata:dos\r\n\r\n";
        for size in 1..stream.len() {
            let mut events = Events::default();
            let read: Vec<String> = stream
                .chunks(size)
                .flat_map(|piece| events.feed(piece))
                .collect();
            assert_eq!(read, ["uno", "dos"], "pieces of {size} bytes");
        }
    }

    #[test]
    fn an_endless_line_takes_no_more_memory_than_its_limit() {
        let mut events = Events::default();
        for _ in 0..1_000 {
            assert!(events.feed(&[b'x'; 1_000]).is_empty());
        }
        assert!(events.line.capacity() <= 2 * LINE_BYTES_MAX);
        assert!(
            events
                .feed(b"\n\ndata: bien\n\n")
                .contains(&"bien".to_owned())
        );
    }
}
