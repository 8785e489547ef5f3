//! Lengths and type sizes that all diagrams share, in px.

/// Width of the boxes of large pictures, which is the most.
pub(super) const BOX_WIDTH: f64 = 220.0;
/// Room left and right of the text in a box.
pub(super) const BOX_PAD: f64 = 10.0;
/// Room above the code.
pub(super) const BOX_TOP: f64 = 7.0;
/// Room below the last line.
pub(super) const BOX_BOTTOM: f64 = 8.0;
/// Radius of a box's corners.
pub(super) const BOX_RADIUS: f64 = 6.0;
/// The same for a connector, whose round ends tell it from a box.
pub(super) const CONNECTOR_RADIUS: f64 = 16.0;
/// Type size of a code.
pub(super) const CODE: f64 = 12.0;
/// Line height of a code.
pub(super) const CODE_LINE: f64 = 15.0;
/// Type size of a title.
pub(super) const TITLE: f64 = 12.0;
/// Line height of a title.
pub(super) const TITLE_LINE: f64 = 14.0;
/// Type size of the words at the foot of a box.
pub(super) const FOOT: f64 = 12.0;
/// Height of a row of them, which is as high as a finger needs.
pub(super) const FOOT_LINE: f64 = 24.0;
/// Between two of them.
pub(super) const FOOT_GAP: f64 = 12.0;
/// Width of a mark and the room after it.
pub(super) const MARK_ROOM: f64 = 15.0;

/// Type size of names of parties, stages and gates.
pub(super) const NAME: f64 = 12.0;
/// Line height of the same.
pub(super) const NAME_LINE: f64 = 15.0;

/// Room for a line of words above the boxes that wait for a gate alone.
pub(super) const NOTE: f64 = 19.0;

/// Between two boxes below one another.
pub(super) const ROW_GAP: f64 = 10.0;
/// Between two counterparts below one another, room for the line that joins them.
pub(super) const PAIR_GAP: f64 = 26.0;
/// Between a box and a line that passes it.
pub(super) const DUMMY_GAP: f64 = 8.0;
/// Between two lines that pass side by side.
pub(super) const LINE_GAP: f64 = 7.0;
/// Room above and below the boxes of a lane.
pub(super) const LANE_PAD: f64 = 8.0;
/// Between two bands.
pub(super) const LANE_GAP: f64 = 6.0;

/// Least width of the channel between two columns.
pub(super) const CHANNEL: f64 = 30.0;
/// From a box to the first track.
pub(super) const CHANNEL_LEAD: f64 = 9.0;
/// From the last track to a box, room for the arrowhead.
pub(super) const CHANNEL_TAIL: f64 = 17.0;
/// Between two tracks, and between those of a channel with many.
pub(super) const TRACK: [f64; 2] = [7.0, 5.0];
/// So many tracks are many.
pub(super) const TRACKS: usize = 8;
/// Nearest a port comes to a corner of its box.
pub(super) const PORT_INSET: f64 = 9.0;
/// Wanted distance of two ports on one side of a box.
pub(super) const PORT_GAP: f64 = 10.0;
/// The same where numbers stand on lines.
pub(super) const COUNT_GAP: f64 = 15.0;
/// Room before an arrowhead for the number of relations that a line stands for.
pub(super) const COUNT_ROOM: f64 = 18.0;
/// Least distance of two ports; more lines than fit so share ports.
pub(super) const PORT_LEAST: f64 = 5.0;
/// Radius of a line's corners.
pub(super) const CORNER: f64 = 6.0;

/// From the line of a pair in the first column to the right edge of its boxes; names of lanes keep clear of it.
pub(super) const PAIR_LINE: f64 = 9.0;

/// Right of the boxes of a stage in its band, where another stage follows.
pub(super) const BAND_END: f64 = 5.0;
/// Before a new stage, and before its gate's bar.
pub(super) const STAGE_GAP: f64 = 9.0;

/// Around the whole picture.
pub(super) const MARGIN: f64 = 6.0;
/// Left and right of the boxes inside a band.
pub(super) const BAND_PAD: f64 = 10.0;
/// Width of a gate's bar with one line of label.
pub(super) const GATE: f64 = 20.0;

/// Room for a picture on a page 1,280 px wide.
pub(super) const PAGE: f64 = 880.0;
