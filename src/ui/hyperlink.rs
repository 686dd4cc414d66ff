//! Which cells belong to a link. Parallax sets no colours for underlines: the number of a link stands in their place, so that
//! it is compared, moved and kept with its cell; the terminal's room makes a hyperlink of it.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Style};

/// What tells a link's number from a colour: no other style sets one.
const TAG: u8 = 0x4c;

/// The style of cells that belong to link `number`, from 1.
pub fn style(number: u16) -> Style {
    let [high, low] = number.to_be_bytes();
    Style::new().underline_color(Color::Rgb(TAG, high, low))
}

/// The link that a cell belongs to; 0 for none.
pub fn of(cell: &Cell) -> u16 {
    match cell.underline_color {
        Color::Rgb(TAG, high, low) => u16::from_be_bytes([high, low]),
        _ => 0,
    }
}
