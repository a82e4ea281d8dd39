package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is shown at once of a commit's runs. */
sealed interface PagePart {
  /** The first few of each group and state. */
  record Overview() implements PagePart {
    /** As many of each fit a glance; failed ones come first. */
    static final int FIRST = 25;
  }

  /**
   * All of one group and state, in pieces.
   *
   * @param number of the piece, from 1
   */
  record Listing(CheckGroup group, CheckState state, int number) implements PagePart {
    static final int SIZE = 200;

    int after() {
      return (number - 1) * SIZE;
    }

    int to() {
      return number * SIZE;
    }
  }

  /** As an address' query says it; empty for one that no page links to. */
  static Optional<PagePart> of(
      @Nullable String group, @Nullable String state, @Nullable String page) {
    if (group == null && state == null && page == null) {
      return Optional.of(new Overview());
    }
    if (page != null && !page.matches("[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    int number = page == null ? 1 : Integer.parseInt(page);
    return find(group)
        .flatMap(
            known ->
                Arrays.stream(CheckState.values())
                    .filter(one -> Wording.id(one).equals(state))
                    .findFirst()
                    .map(of -> new Listing(known, of, number)));
  }

  private static Optional<CheckGroup> find(@Nullable String group) {
    return Arrays.stream(CheckGroup.values())
        .filter(one -> Wording.id(one).equals(group))
        .findFirst();
  }
}
