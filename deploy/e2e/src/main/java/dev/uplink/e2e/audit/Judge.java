package dev.uplink.e2e.audit;

import java.util.List;

/** Holds evidence against the laws. */
final class Judge {
  private Judge() {}

  /** In the order of time. */
  static List<Violation> judge(Evidence evidence) {
    return Law.ALL.stream()
        .flatMap(law -> law.violations(evidence))
        .sorted(Violation.IN_TIME)
        .toList();
  }

  static Report report(Evidence evidence, List<Violation> violations) {
    if (violations.isEmpty()) {
      return new Report.Kept(evidence.size(), Deliveries.of(evidence).byId().size());
    }
    Violation first = violations.getFirst();
    return new Report.Broken(
        first.promise().name(),
        first.text(),
        History.of(evidence, first.ids()),
        violations.size() - 1);
  }
}
