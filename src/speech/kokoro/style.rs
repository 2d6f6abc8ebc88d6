//! A voice's table of styles: how it speaks a text of so many tokens.

use std::path::Path;

/// Values in a style.
const WIDTH: usize = 256;
/// Styles in a table, by the number of tokens; also the most tokens of one inference.
pub(super) const ROWS: usize = 510;

/// The styles of one voice.
pub(super) struct Styles(Vec<f32>);

impl Styles {
    /// The table in the file at `path`, or what is wrong with the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().display();
        let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        let (values, rest) = bytes.as_chunks::<4>();
        if values.len() != ROWS * WIDTH || !rest.is_empty() {
            let expected = ROWS * WIDTH * 4;
            return Err(format!(
                "{name} has {} bytes instead of {expected}",
                bytes.len()
            ));
        }
        let values: Vec<f32> = values.iter().copied().map(f32::from_le_bytes).collect();
        if values.iter().any(|value| !value.is_finite()) {
            return Err(format!("{name} holds values that are no numbers"));
        }
        Ok(Self(values))
    }

    /// The style for a text of `tokens` tokens; the last row for more.
    pub(super) fn of(&self, tokens: usize) -> Vec<f32> {
        let row = tokens.min(ROWS - 1) * WIDTH;
        self.0[row..row + WIDTH].to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_is_the_number_of_tokens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.bin");
        let rows = (0..ROWS).flat_map(|row| [row as f32; WIDTH]);
        let bytes: Vec<u8> = rows.flat_map(f32::to_le_bytes).collect();
        std::fs::write(&path, &bytes).unwrap();
        let styles = Styles::read(&path).unwrap();
        for (tokens, row) in [(0, 0.0), (1, 1.0), (509, 509.0), (510, 509.0)] {
            assert_eq!(styles.of(tokens), [row; WIDTH]);
        }
    }

    #[test]
    fn a_table_of_another_size_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.bin");
        let whole = ROWS * WIDTH * 4;
        for size in [0, 1, whole - 1, whole - 4, whole + 1, whole + 4] {
            std::fs::write(&path, vec![0; size]).unwrap();
            let error = Styles::read(&path).err().unwrap();
            assert!(error.contains("v.bin has"), "{error}");
        }
        std::fs::write(&path, vec![0xff; whole]).unwrap();
        assert!(Styles::read(&path).err().unwrap().contains("no numbers"));
    }
}
