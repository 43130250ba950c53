#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small pictures, whose every place and grey is a small number"
)]

use std::io::Cursor;

use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

use super::{PICTURE_BYTES_MAX, QrError, texts};

pub(crate) const LINK: &str =
    "https://central.example.gob.pe/unirse/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy";
/// The white margin of the central's own, in modules.
const MARGIN: u32 = 4;

/// A code as the central draws it, so many pixels a module.
pub(crate) fn drawn(text: &str, module_px: u32) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let width = u32::try_from(code.width()).unwrap();
    let colors = code.to_colors();
    let side = (width + 2 * MARGIN) * module_px;
    GrayImage::from_fn(side, side, |x, y| {
        let (column, row) = (x / module_px, y / module_px);
        let inside = |at: u32| (MARGIN..MARGIN + width).contains(&at);
        let dark = inside(column) && inside(row) && {
            let index = (row - MARGIN) * width + column - MARGIN;
            colors[index as usize] == Color::Dark
        };
        Luma([if dark { 0 } else { 255 }])
    })
}

pub(crate) fn packed(picture: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone())
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

/// Turned by so many degrees, upon a grey table that is larger.
fn turned(picture: &GrayImage, degrees: f32, side: u32) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (from, to) = (picture.width() as f32 / 2.0, side as f32 / 2.0);
    GrayImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (x as f32 - to, y as f32 - to);
        let (u, v) = (cos * dx + sin * dy + from, cos * dy - sin * dx + from);
        let on_paper = u >= 0.0 && v >= 0.0;
        let pixel = picture.get_pixel_checked(u.max(0.0) as u32, v.max(0.0) as u32);
        *pixel.filter(|_| on_paper).unwrap_or(&Luma([150]))
    })
}

/// Between these two greys only, unevenly lit from left to right, with the grain of a bad lens.
fn badly_lit(picture: &GrayImage, dark: u8, light: u8) -> GrayImage {
    let width = picture.width();
    GrayImage::from_fn(width, picture.height(), |x, y| {
        let grey = f32::from(picture.get_pixel(x, y).0[0]) / 255.0;
        let lit = f32::from(dark) + grey * f32::from(light - dark);
        let shade = 0.75 + 0.25 * x as f32 / width as f32;
        let grain = ((x * 7919 + y * 104_729) % 17) as f32 - 8.0;
        Luma([(lit * shade + grain).clamp(0.0, 255.0) as u8])
    })
}

#[test]
fn a_drawn_code_is_read_as_jpeg_and_as_png() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let read = texts(&packed(&drawn(LINK, 6), format));
        assert_eq!(read.as_deref(), Ok(&[LINK.to_owned()][..]), "{format:?}");
    }
}

#[test]
fn a_photo_is_read_though_it_is_turned_blurred_and_badly_lit() {
    for degrees in [0.0, 17.0, 90.0, 133.0, 180.0] {
        let photo = turned(&drawn(LINK, 12), degrees, 900);
        let photo = imageops::blur(&photo, 2.5);
        let photo = badly_lit(&photo, 90, 170);
        let read = texts(&packed(&photo, ImageFormat::Jpeg));
        assert_eq!(read.as_deref(), Ok(&[LINK.to_owned()][..]), "{degrees}");
    }
}

#[test]
fn a_large_photo_is_read_wherever_the_code_lies_in_it() {
    let mut photo = GrayImage::from_pixel(4_000, 3_000, Luma([190]));
    imageops::overlay(&mut photo, &drawn(LINK, 20), 2_900, 100);
    let read = texts(&packed(&photo, ImageFormat::Jpeg));
    assert_eq!(read.as_deref(), Ok(&[LINK.to_owned()][..]));
}

#[test]
fn of_several_codes_every_one_is_read() {
    let mut photo = GrayImage::from_pixel(1_400, 700, Luma([255]));
    let other = "https://otra.example/carta";
    imageops::overlay(&mut photo, &drawn(LINK, 10), 50, 50);
    imageops::overlay(&mut photo, &drawn(other, 10), 800, 50);
    let mut read = texts(&packed(&photo, ImageFormat::Png)).unwrap();
    read.sort();
    assert_eq!(read, [LINK, other]);
}

#[test]
fn what_is_no_picture_or_holds_no_code_is_told_apart() {
    let blank = GrayImage::from_pixel(300, 300, Luma([255]));
    let small = imageops::resize(&drawn(LINK, 2), 40, 40, FilterType::Triangle);
    let png = packed(&drawn(LINK, 6), ImageFormat::Png);
    for (name, file, error) in [
        ("nothing", Vec::new(), QrError::NotAPicture),
        ("a text", b"hola".repeat(100), QrError::NotAPicture),
        (
            "a GIF",
            b"GIF89a\x01\x00\x01\x00".to_vec(),
            QrError::NotAPicture,
        ),
        (
            "the half of one",
            png[..png.len() / 2].to_vec(),
            QrError::NotAPicture,
        ),
        ("a head alone", png[..40].to_vec(), QrError::NotAPicture),
        ("a blank", packed(&blank, ImageFormat::Png), QrError::NoCode),
        (
            "one too small",
            packed(&small, ImageFormat::Png),
            QrError::NoCode,
        ),
        (
            "a huge file",
            vec![0; PICTURE_BYTES_MAX + 1],
            QrError::TooLarge,
        ),
    ] {
        assert_eq!(texts(&file), Err(error), "{name}");
    }
}

/// A PNG whose head tells such a size, and whose picture is not there.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut file = packed(&GrayImage::new(1, 1), ImageFormat::Png);
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    file
}

/// The check sum of a PNG's parts (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}

#[test]
fn a_file_that_claims_to_be_enormous_is_not_unpacked() {
    for (width, height) in [
        (10_000, 5_001),
        (100_000, 100_000),
        (i32::MAX as u32, 1_000),
    ] {
        let told = texts(&png_of(width, height));
        assert!(
            matches!(told, Err(QrError::TooLarge | QrError::NotAPicture)),
            "{told:?}"
        );
    }
    assert_eq!(texts(&png_of(10_000, 5_001)), Err(QrError::TooLarge));
}

#[test]
fn bytes_changed_anywhere_end_in_words() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let file = packed(&drawn(LINK, 4), format);
        for at in (0..file.len()).step_by(file.len() / 200 + 1) {
            let mut broken = file.clone();
            broken[at] ^= 0xff;
            // Whatever it says, it says it.
            let _ = texts(&broken);
        }
    }
}
