//! Where the user's files lie.

use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};

/// The folders of the program, as the system has it: the XDG base directories (`XDG_DATA_HOME` and the like) on Linux,
/// `~/Library` on macOS, `AppData` on Windows. They need not exist; [`save_making_folders`](super::file::save_making_folders)
/// makes them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folders {
    data: PathBuf,
    config: PathBuf,
    state: PathBuf,
}

impl Folders {
    /// Those of the user; nothing where the system knows no home.
    pub fn of_user() -> Option<Self> {
        let system = choose_native_strategy().ok()?;
        let ours = |folder: PathBuf| folder.join("whosaid");
        let state = system.state_dir().unwrap_or_else(|| system.data_dir());
        Some(Self { data: ours(system.data_dir()), config: ours(system.config_dir()), state: ours(state) })
    }

    /// All under one folder.
    pub fn under(root: &Path) -> Self {
        Self { data: root.join("data"), config: root.join("config"), state: root.join("state") }
    }

    /// What must not be lost: corrections.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// What the user writes: settings, aliases.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// What is convenient to have, and no loss if it is gone: places, recent articles.
    pub fn state(&self) -> &Path {
        &self.state
    }
}
