//! Draws the state. Pure: the same state gives the same screen; what is where comes back as [`Hits`].

mod article;
pub mod dossier;
mod facets;
pub(super) mod map;
mod panel;
mod popup;
pub(super) mod rows;
pub(super) mod status;
mod survey;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::widgets::{Clear, Widget};
use unicode_segmentation::UnicodeSegmentation;

use super::action::{Action, Held};
use super::app::{App, Dialog, Pane};
use super::event::Mouse;
use super::geometry::Geometry;
use super::wrap::{clip, width};
use crate::text::Span;

pub(super) use popup::{corrections_height, help_height, why_height};
pub(super) use survey::is_seen_from_top;

/// What can be clicked, and where.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hits {
    text: Rect,
    panel: Rect,
    map: Rect,
    /// Where everything is, while the line between text and panel can be dragged.
    geometry: Option<Geometry>,
    /// The words of each row of text, with the cell where they begin.
    rows: Vec<(u16, u16, Span)>,
    /// The item on each row of the panel.
    items: Vec<(u16, usize)>,
}

impl Hits {
    /// What a use of the mouse asks for.
    pub fn action(&self, mouse: Mouse, app: &App<'_>) -> Option<Action> {
        match mouse {
            Mouse::Wheel { x, y, down } => {
                let pane = if self.panel.contains((x, y).into()) { Pane::Voices } else { Pane::Text };
                Some(Action::Wheel(pane, down))
            }
            Mouse::Click { x, y } if self.panel.contains((x, y).into()) => {
                self.items.iter().find(|(row, _)| *row == y).map(|(_, item)| Action::ClickPanel(*item))
            }
            Mouse::Click { x, y } if self.map.contains((x, y).into()) => {
                let (cell, cells) = (usize::from(y - self.map.y), usize::from(self.map.height));
                let offset = map::stretch(cell, cells, app.article.text().len()).start();
                let text = app.article.text();
                let leads = (0..=offset).rev().find(|&at| text.is_char_boundary(at));
                Some(Action::Grab(Held { x, leads }))
            }
            Mouse::Click { x, y } if self.text.contains((x, y).into()) => {
                let holds = |row: u16| (row..).take(app.spacing()).any(|other| other == y);
                let (_, left, span) = self.rows.iter().find(|(row, ..)| holds(*row))?;
                let cell = usize::from(x.saturating_sub(*left));
                Some(Action::ClickText(span.start() + offset_of_cell(app.article.slice(*span), cell)))
            }
            Mouse::Click { x, y } => {
                self.geometry.filter(|g| g.divides(x, y)).map(|_| Action::Grab(Held { x, leads: None }))
            }
            Mouse::Drag { x } => app.held.map(|_| Action::Divide(x)),
            Mouse::Release => app.held.map(|_| Action::Release),
        }
    }
}

/// The grapheme under a cell; behind the end of a text, its last one.
fn offset_of_cell(text: &str, cell: usize) -> usize {
    let mut end = 0;
    let under = text.grapheme_indices(true).find(|(_, grapheme)| {
        end += width(grapheme);
        end > cell
    });
    under.or_else(|| text.grapheme_indices(true).next_back()).map_or(0, |(at, _)| at)
}

/// Draws the reader.
pub fn draw(app: &App<'_>, frame: &mut Frame<'_>) -> Hits {
    let window = frame.area();
    if (window.width, window.height) != app.size {
        // The window has changed since the state was told of it; what tells of the new size is on its way.
        return Hits::default();
    }
    let Some(geometry) = Geometry::of(window, app.settings.measure, app.settings.panel) else {
        let note = clip("window too small", usize::from(window.width));
        if window.height > 0 {
            frame.buffer_mut().set_string(window.x, window.y, note, ratatui::style::Style::new());
        }
        return Hits::default();
    };
    let mut hits = Hits { text: geometry.text, geometry: Some(geometry), ..Hits::default() };
    status::header(app, geometry.header, frame.buffer_mut());
    let choosing = matches!(app.dialog, Some(Dialog::Select(_)));
    let overlay = !geometry.beside && app.focus == Pane::Voices && !choosing;
    if !overlay {
        article::draw(app, &geometry, frame.buffer_mut(), &mut hits);
        map::draw(app, &geometry, frame.buffer_mut(), &mut hits);
    }
    if overlay || geometry.beside {
        hits.panel = geometry.panel;
        panel::draw(app, geometry.panel, frame.buffer_mut(), &mut hits);
    }
    if let Some(Dialog::Select(_)) = app.dialog {
        hits = Hits::default();
    }
    if let Some(Dialog::Help(_) | Dialog::Why(_) | Dialog::Corrections(_) | Dialog::Choose(_)) = app.dialog {
        hits = Hits::default();
        let area = popup::area(app, geometry.body());
        Clear.render(area, frame.buffer_mut());
        popup::draw(app, area, frame.buffer_mut());
    }
    if let Some(Dialog::Facets(list)) = &app.dialog {
        hits = Hits::default();
        let area = facets::area(list, geometry.body());
        Clear.render(area, frame.buffer_mut());
        facets::draw(app, list, area, frame.buffer_mut());
    }
    if let Some(Dialog::Survey(survey)) = &app.dialog {
        hits = Hits::default();
        let area = survey::area(app, survey, geometry.body());
        Clear.render(area, frame.buffer_mut());
        survey::draw(app, survey, area, frame.buffer_mut());
    }
    let cursor = status::footer(app, geometry.footer, frame.buffer_mut());
    paint(app.theme().ground(), frame.buffer_mut());
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    hits
}

/// Gives text and background of a theme that paints them to all that has the terminal's.
pub(super) fn paint(ground: Option<(Color, Color)>, buffer: &mut Buffer) {
    let Some((text, background)) = ground else { return };
    for cell in &mut buffer.content {
        if cell.fg == Color::Reset {
            cell.fg = text;
        }
        if cell.bg == Color::Reset {
            cell.bg = background;
        }
    }
}
