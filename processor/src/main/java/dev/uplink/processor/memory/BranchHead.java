package dev.uplink.processor.memory;

import dev.uplink.schemas.id.CommitSha;

/**
 * Where a branch stands, and how many hashes were noted of it so far. Kept as text, {@code {count}
 * {sha}}.
 */
record BranchHead(long count, CommitSha commit) {
  static BranchHead parse(String text) {
    int space = text.indexOf(' ');
    return new BranchHead(
        Long.parseLong(text.substring(0, space)), new CommitSha(text.substring(space + 1)));
  }

  String text() {
    return count + " " + commit;
  }
}
