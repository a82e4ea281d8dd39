package dev.uplink.notifier.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The note beside a committed offset: lengths of runs from that offset on, of open offsets and of
 * others in turn, in base 36.
 *
 * @param open from the committed offset on
 * @param end behind the last that the note tells of
 */
record OpenOffsets(SortedSet<Long> open, long end) {
  /** Kafka takes 4,096 bytes. What does not fit counts as not read, and is delivered twice. */
  private static final int LONGEST = 4_000;

  private static final String VERSION = "1";
  private static final int BASE = 36;

  /**
   * @param end behind the last that was read
   */
  static String write(SortedSet<Long> open, long end) {
    if (open.isEmpty()) {
      return "";
    }
    StringBuilder note = new StringBuilder(VERSION);
    long runStart = open.first();
    long last = runStart - 1;
    for (long offset : open) {
      if (offset > last + 1) {
        if (note.length() > LONGEST) {
          return note.toString();
        }
        append(note, last + 1 - runStart);
        append(note, offset - last - 1);
        runStart = offset;
      }
      last = offset;
    }
    append(note, last + 1 - runStart);
    append(note, end - last - 1);
    return note.toString();
  }

  /** Nothing is known from a note that is not of ours. */
  static OpenOffsets read(String note, long start) {
    TreeSet<Long> open = new TreeSet<>();
    long at = start;
    boolean isOpen = true;
    for (long length : lengths(note)) {
      for (long offset = at; isOpen && offset < at + length; offset++) {
        open.add(offset);
      }
      at += length;
      isOpen = !isOpen;
    }
    return new OpenOffsets(Collections.unmodifiableSortedSet(open), at);
  }

  private static List<Long> lengths(String note) {
    List<String> parts = List.of(note.split(",", -1));
    List<Long> lengths = new ArrayList<>();
    if (!parts.getFirst().equals(VERSION)) {
      return lengths;
    }
    try {
      for (String part : parts.subList(1, parts.size())) {
        lengths.add(Long.parseLong(part, BASE));
      }
      return lengths;
    } catch (NumberFormatException notOurs) {
      return List.of();
    }
  }

  private static void append(StringBuilder note, long length) {
    note.append(',').append(Long.toString(length, BASE));
  }
}
