package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.ShownCheck;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Commit;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Group;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Link;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Moment;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Run;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Section;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From rows to a page. Pure: the same rows give the same page. */
final class PageComposer {
  /** A commit is on few branches, or on so many that nobody reads them. */
  private static final int MOST_REFS = 3;

  private final String pageId;
  private final List<ShownCheck> rows;
  private final Map<CheckGroup, Map<CheckState, Long>> counts = new EnumMap<>(CheckGroup.class);

  private PageComposer(String pageId, List<ShownCheck> rows) {
    this.pageId = pageId;
    this.rows = rows;
    rows.forEach(
        row ->
            counts
                .computeIfAbsent(row.checkGroup(), group -> new EnumMap<>(CheckState.class))
                .put(row.state(), row.total()));
  }

  /**
   * @param rows at least one of each group and state that the commit has, and those of the part
   */
  static CommitPage compose(String pageId, List<ShownCheck> rows, PagePart part) {
    PageComposer composer = new PageComposer(pageId, rows);
    return switch (part) {
      case PagePart.Overview overview -> composer.page(composer.overview(), null);
      case PagePart.Listing listing ->
          composer.page(List.of(composer.listed(listing)), composer.place(listing));
    };
  }

  private CommitPage page(List<Group> groups, CommitPage.@Nullable Listing listing) {
    Map<CheckState, Long> all = new EnumMap<>(CheckState.class);
    counts.values().forEach(group -> group.forEach((state, n) -> all.merge(state, n, Long::sum)));
    return new CommitPage(
        pageId,
        commit(),
        state(all.keySet()),
        Wording.summary(all),
        all.containsKey(CheckState.INPROGRESS),
        Bar.of(all),
        groups,
        listing);
  }

  private Commit commit() {
    ShownCheck any = rows.getFirst();
    return new Commit(
        any.namespace() + "/" + any.repository(),
        any.commitSha(),
        rows.stream()
            .map(ShownCheck::refName)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_REFS)
            .toList(),
        BitbucketLink.to(any),
        Moment.of(any.lastChange()));
  }

  private List<Group> overview() {
    return Arrays.stream(CheckGroup.values()).map(group -> group(group, sections(group))).toList();
  }

  private List<Section> sections(CheckGroup group) {
    return Arrays.stream(CheckState.values())
        .filter(state -> count(group, state) > 0)
        .map(
            state ->
                section(
                    group,
                    state,
                    of(group, state).limit(PagePart.Overview.FIRST).toList(),
                    count(group, state) > PagePart.Overview.FIRST ? all(group, state) : null))
        .toList();
  }

  private Group listed(PagePart.Listing listing) {
    List<ShownCheck> runs =
        of(listing.group(), listing.state())
            .filter(row -> row.place() > listing.after() && row.place() <= listing.to())
            .toList();
    return group(listing.group(), List.of(section(listing.group(), listing.state(), runs, null)));
  }

  private CommitPage.Listing place(PagePart.Listing listing) {
    long last = Math.ceilDiv(count(listing.group(), listing.state()), PagePart.Listing.SIZE);
    int number = listing.number();
    return new CommitPage.Listing(
        "Page %d of %d".formatted(number, Math.max(last, number)),
        new Link("All runs of this commit", pageId),
        number > 1 ? new Link("Previous", href(listing, number - 1)) : null,
        number < last ? new Link("Next", href(listing, number + 1)) : null);
  }

  private Group group(CheckGroup group, List<Section> sections) {
    Map<CheckState, Long> known = counts.getOrDefault(group, Map.of());
    return new Group(
        Wording.id(group),
        Wording.title(group),
        state(known.keySet()),
        Wording.summary(known),
        sections);
  }

  private Section section(
      CheckGroup group, CheckState state, List<ShownCheck> runs, @Nullable Link more) {
    long ofGroup = counts.getOrDefault(group, Map.of()).values().stream().reduce(0L, Long::sum);
    return new Section(
        Wording.id(group) + "-" + Wording.id(state),
        state,
        "%s (%d out of %d)".formatted(Wording.title(state), count(group, state), ofGroup),
        runs.stream().map(PageComposer::run).toList(),
        more);
  }

  private static Run run(ShownCheck row) {
    return new Run(
        "run-" + row.targetId() + "-" + row.runType(),
        row.targetSlug(),
        delta(row),
        row.url(),
        row.text(),
        note(row),
        Moment.of(row.changedAt()));
  }

  private static String delta(ShownCheck row) {
    return row.added() == null || row.changed() == null || row.deleted() == null
        ? ""
        : "(+%d ~%d -%d)".formatted(row.added(), row.changed(), row.deleted());
  }

  /** A module's two runs are in one group, so they say which they are. */
  private static String note(ShownCheck row) {
    String kind =
        row.checkGroup() == CheckGroup.MODULES
            ? row.runType().replace("MODULE_", "").toLowerCase(Locale.ROOT)
            : "";
    String phase = Wording.phase(row.runState(), row.text());
    return kind.isEmpty() || phase.isEmpty() ? kind + phase : kind + ", " + phase;
  }

  private Link all(CheckGroup group, CheckState state) {
    return new Link(
        "All %d %s".formatted(count(group, state), Wording.title(state).toLowerCase(Locale.ROOT)),
        href(new PagePart.Listing(group, state, 1), 1));
  }

  private String href(PagePart.Listing listing, int number) {
    return "%s?group=%s&state=%s&page=%d"
        .formatted(pageId, Wording.id(listing.group()), Wording.id(listing.state()), number);
  }

  private Stream<ShownCheck> of(CheckGroup group, CheckState state) {
    return rows.stream().filter(row -> row.checkGroup() == group && row.state() == state);
  }

  private long count(CheckGroup group, CheckState state) {
    return counts.getOrDefault(group, Map.of()).getOrDefault(state, 0L);
  }

  /**
   * The state of all together, as the aggregated statuses count: states are in that order, and an
   * empty group is a success.
   */
  private static CheckState state(Collection<CheckState> occurring) {
    return occurring.stream().min(CheckState::compareTo).orElse(CheckState.SUCCESSFUL);
  }
}
