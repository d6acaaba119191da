//! Moving about: by rows, and to statements.
//!
//! The eye is the row one reads. Scrolling moves text and eye together, as in a pager; the eye then drifts to its resting
//! row, a third down the window, and at the ends of the text it goes on where the text cannot. So every row gets its turn.

use super::action::Action;
use super::app::{App, Pane, Settings, View};
use super::flow::Place;
use super::{Left, Outcome};
use crate::analysis::StatementId;
use crate::text::Span;

impl App<'_> {
    /// The row of the window where the eye rests.
    fn rest(&self) -> usize {
        self.height() / 3
    }

    /// The top row at which the last row of the text closes the window.
    fn last_top(&self) -> Place {
        let column = self.column();
        column.back(column.last(), self.height() - 1)
    }

    /// Scrolls by rows, towards the end if `down`.
    pub(super) fn scroll(&mut self, rows: usize, down: bool) {
        let (height, rest, column) = (self.height(), self.rest(), self.column());
        let top = column.place(self.view.top);
        let row = column.distance(top, column.place(self.view.eye), height - 1);
        let new_top =
            if down { column.forward(top, rows).min(self.last_top()).max(top) } else { column.back(top, rows) };
        let moved = column.distance(top.min(new_top), top.max(new_top), rows);
        let drifted = if row < rest { (row + moved).min(rest) } else { row.saturating_sub(moved).max(rest) };
        let left = rows - moved;
        let new_row = if down { (drifted + left).min(height - 1) } else { drifted.saturating_sub(left) };
        let eye = column.offset(column.forward(new_top, new_row));
        self.view.top = column.offset(new_top);
        self.view.eye = eye;
        self.look_at_row();
    }

    /// To the first row, or the last.
    pub(super) fn go_to_end(&mut self, last: bool) {
        self.leave();
        let column = self.column();
        let first = column.offset(column.first());
        let (top, eye) =
            if last { (column.offset(self.last_top()), column.offset(column.last())) } else { (first, first) };
        self.view.top = top;
        self.view.eye = eye;
        self.look_at_row();
    }

    /// Remembers this place before a jump.
    pub(super) fn leave(&mut self) {
        self.jumps.leave(self.view.eye);
    }

    /// Puts the eye on an offset and scrolls only if the words would not all be seen.
    pub(super) fn look_at(&mut self, offset: usize, words: Span) {
        let (height, column) = (self.height(), self.column());
        let top = column.place(self.view.top);
        let first = column.place(words.start());
        let last = column.place(words.end().saturating_sub(1).max(words.start()));
        let seen = top <= first && column.distance(top, last, height) < height;
        if !seen {
            let long = column.distance(first, last, height);
            let above = self.rest().min(height.saturating_sub(long + 1));
            let new_top = column.back(first, above).min(self.last_top());
            self.view.top = column.offset(new_top);
        }
        self.view.eye = offset;
    }

    /// Goes to a statement, without remembering where from. One that runs over paragraphs is shown from its content on.
    pub(super) fn go_to(&mut self, id: StatementId) {
        let statement = self.statement(id);
        let first = statement.content[0];
        let extent = statement.extent();
        let paragraph = |offset| self.article.paragraph_at(offset);
        let words = if paragraph(extent.start()) == paragraph(extent.end()) { extent } else { first };
        self.look_at(first.start(), words);
        self.view.current = Some(id);
        self.panel.stand_on(id);
    }

    /// Goes to an offset and takes the statement there for the current one: the innermost, if they nest.
    pub(super) fn go_to_offset(&mut self, offset: usize) {
        self.look_at(offset, Span::new(offset, offset));
        let here = Span::new(offset, (offset + 1).min(self.article.text().len()).max(offset));
        let innermost = self.contents_over(here).last().map(|(_, id)| *id);
        match innermost.or_else(|| self.statements_over(here).last()) {
            Some(id) => {
                self.view.current = Some(id);
                self.panel.stand_on(id);
            }
            None => self.look_at_row(),
        }
    }

    /// An offset, or where the text goes on behind it if its place is folded away.
    pub(super) fn first_shown(&self, offset: usize) -> usize {
        if !self.view.folded {
            return offset;
        }
        let column = self.column();
        let place = column.place(offset);
        let row = column.span(place).or_else(|| column.span(column.next(place)?));
        row.filter(|row| !row.holds(offset)).map_or(offset, Span::start)
    }

    /// Goes to where one left, without a jump.
    pub fn resume(&mut self, offset: usize) {
        self.go_to_offset(offset);
        self.say(format!("Back where you left{}", self.hint(" · ", &Action::Top, "goes to the start")));
    }

    /// How and where the article is left.
    pub(super) fn leave_for(&self, outcome: Outcome) -> Left {
        let named = self.voices.list().iter().filter_map(|voice| Some((voice.statements.len(), voice.actor?)));
        let mut named: Vec<_> = named.collect();
        named.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let name = |(_, id): &(usize, usize)| self.analysis.actors[*id].called(self.article).to_owned();
        Left {
            outcome,
            eye: (self.view.eye > 0).then_some(self.view.eye),
            percent: self.percent(),
            voices: named.iter().take(3).map(name).collect(),
            statements: self.coming.is_none().then_some(self.analysis.statements.len()),
            settings: Settings { mouse: self.mouse, ..self.settings.clone() },
            lost: self.desk.unkept.clone().filter(|_| matches!(outcome, Outcome::Terminated(_))),
        }
    }

    /// Looks again at what one looked at before; the window may have another size since.
    pub(super) fn return_to(&mut self, view: View) {
        let folds = view.folded != self.view.folded;
        self.view = view;
        if folds {
            self.lay_folds();
        }
        self.look_at(view.eye, Span::new(view.eye, view.eye));
    }

    /// Finds the statement on the eye's row: the one that was current if it reaches there, else the first.
    pub(super) fn look_at_row(&mut self) {
        let Some(row) = self.eye_row() else { return self.view.current = None };
        let here = |id: &StatementId| self.statements_over(row).any(|other| other == *id);
        let first = self.statements_over(row).next();
        self.view.current = self.view.current.filter(here).or(first);
        if let Some(id) = self.view.current
            && self.focus == Pane::Text
        {
            self.panel.stand_on(id);
        }
    }

    /// The statements behind the eye begin at this one.
    pub(super) fn next_id(&self) -> StatementId {
        match self.view.current {
            Some(id) => id + 1,
            None => self.analysis.statements.partition_point(|s| s.content[0].start() < self.view.eye),
        }
    }

    /// The statements before the eye end before this one.
    pub(super) fn previous_end(&self) -> StatementId {
        match self.view.current {
            Some(id) => id,
            None => self.next_id(),
        }
    }

    /// A new size of the window.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.reshape(|app| app.size = (columns, rows));
    }

    /// Changes what the rows of the text depend on: the one that is read stays where it was on the screen, as far as it
    /// can.
    pub(super) fn reshape(&mut self, change: impl FnOnce(&mut Self)) {
        let (height, column) = (self.height(), self.column());
        let row = column.distance(column.place(self.view.top), column.place(self.view.eye), height);
        let at_start = column.place(self.view.top) == column.first();
        change(self);
        let column = self.column();
        let eye = column.place(self.view.eye);
        let fits = column.distance(column.first(), eye, self.height()) < self.height();
        let top = if at_start && fits { column.first() } else { column.back(eye, row.min(self.height() - 1)) };
        self.view.top = column.offset(top.min(self.last_top()));
    }
}
