//! Files inside files: what gzip packed, and the members of ZIP archives, with limits on what may come out.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::Missing;

/// How many bytes may come out of one packed file.
pub(super) const UNPACKED: u64 = 32 << 20;
/// How many members of an archive are looked at.
const MEMBERS: usize = 10_000;

/// What came out, and whether the end is missing because the file is damaged.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub bytes: Vec<u8>,
    pub damaged: Option<io::Error>,
}

/// Unpacks gzip; `None` when more than [`UNPACKED`] bytes would come out.
pub(super) fn gunzip(bytes: &[u8]) -> Option<Unpacked> {
    let mut out = Vec::new();
    let damaged = MultiGzDecoder::new(bytes).take(UNPACKED + 1).read_to_end(&mut out).err();
    (out.len() as u64 <= UNPACKED).then_some(Unpacked { bytes: out, damaged })
}

/// An archive whose members together may not be larger than [`UNPACKED`].
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    room: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Missing> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Missing::Damaged(e.to_string()))?;
        if zip.len() > MEMBERS {
            return Err(Missing::Damaged(format!("it has {} members", zip.len())));
        }
        Ok(Self { zip, room: UNPACKED })
    }

    /// The bytes of a member, as far as they can be read; what a damaged one lost is lost. One that is too large takes
    /// all the room that is left.
    pub fn member(&mut self, name: &str) -> Result<Vec<u8>, Missing> {
        let member = self.zip.by_name(name).map_err(|e| Missing::Damaged(format!("{name}: {e}")))?;
        let mut out = Vec::new();
        let outcome = member.take(self.room + 1).read_to_end(&mut out);
        let left = self.room.checked_sub(out.len() as u64);
        self.room = left.unwrap_or_default();
        if left.is_none() {
            return Err(Missing::Cut);
        }
        match outcome {
            Err(cause) if out.is_empty() => Err(Missing::Damaged(format!("{name}: {cause}"))),
            _ => Ok(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn packed_text_comes_out_and_a_bomb_does_not() {
        let packed = gzip(b"We waited.");
        assert_eq!(gunzip(&packed).unwrap().bytes, b"We waited.");
        assert_eq!(gunzip(&[packed.clone(), packed.clone()].concat()).unwrap().bytes, b"We waited.We waited.");
        assert!(gunzip(&packed[..packed.len() - 6]).unwrap().damaged.is_some());
        assert!(gunzip(&gzip(&vec![b'a'; UNPACKED as usize + 1])).is_none());
    }
}
