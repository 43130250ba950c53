//! Reading QR codes out of photos. Somebody else took the picture, or wrote the file: it is bounded
//! before it is unpacked, and whatever it holds ends in a text or an [`QrError`].

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, ImageReader, Limits};
use rqrr::PreparedImage;

/// Largest file that is read, in bytes. Photos of phones have 2 to 12 MB.
pub const PICTURE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Largest picture that is unpacked, in pixels: a photo of 50 megapixels, 150 MB of memory.
pub const PICTURE_PIXELS_MAX: u64 = 50_000_000;
/// Most memory for unpacking, in bytes.
const UNPACKED_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Longest sides to which a picture is shrunk before it is searched, in pixels, one after the
/// other: a code that fills the photo is found at once in the smaller one, where noise and blur are
/// averaged away; one in a corner needs the larger.
const SIDES_PX: [u32; 3] = [800, 1_600, 400];

/// Why no text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// More than [`PICTURE_BYTES_MAX`] or [`PICTURE_PIXELS_MAX`].
    #[error("the picture is too large")]
    TooLarge,
    /// Neither JPEG nor PNG, or a broken one.
    #[error("the file is not a picture that can be read")]
    NotAPicture,
    /// A picture without a QR code, or with one that cannot be read.
    #[error("no QR code could be read in the picture")]
    NoCode,
}

/// The texts of all QR codes in a picture (JPEG or PNG), at least one. Takes up to a second or two:
/// not on a thread that paints.
pub fn texts(picture: &[u8]) -> Result<Vec<String>, QrError> {
    let picture = unpack(picture)?;
    let mut tried = None;
    for side_px in SIDES_PX {
        let shrunk = shrink(&picture, side_px);
        // A small picture is the same at every size.
        if tried == Some(shrunk.dimensions()) {
            continue;
        }
        tried = Some(shrunk.dimensions());
        let found = search(&shrunk);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(QrError::NoCode)
}

fn unpack(picture: &[u8]) -> Result<DynamicImage, QrError> {
    if picture.len() > PICTURE_BYTES_MAX {
        return Err(QrError::TooLarge);
    }
    let read = || {
        let mut reader = ImageReader::new(Cursor::new(picture));
        reader.limits(limits());
        reader.with_guessed_format().ok()
    };
    let reader = read().ok_or(QrError::NotAPicture)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(QrError::NotAPicture);
    }
    let dimensions = reader.into_dimensions();
    let (width, height) = dimensions.map_err(|_| QrError::NotAPicture)?;
    if u64::from(width).saturating_mul(height.into()) > PICTURE_PIXELS_MAX {
        return Err(QrError::TooLarge);
    }
    let reader = read().ok_or(QrError::NotAPicture)?;
    reader.decode().map_err(|_| QrError::NotAPicture)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(UNPACKED_BYTES_MAX);
    limits
}

fn shrink(picture: &DynamicImage, side_px: u32) -> GrayImage {
    if picture.width().max(picture.height()) <= side_px {
        return picture.to_luma8();
    }
    picture.thumbnail(side_px, side_px).to_luma8()
}

fn search(picture: &GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let (Ok(columns), Ok(rows)) = (usize::try_from(width), usize::try_from(height)) else {
        return Vec::new();
    };
    let pixels = picture.as_raw();
    let grey = |x: usize, y: usize| pixels.get(y * columns + x).copied().unwrap_or(u8::MAX);
    let mut prepared = PreparedImage::prepare_from_greyscale(columns, rows, grey);
    let codes = prepared.detect_grids();
    let read = codes.iter().filter_map(|code| code.decode().ok());
    read.map(|(_, text)| text).collect()
}

#[cfg(test)]
pub(crate) mod tests;
