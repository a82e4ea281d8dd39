package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bar that shows at a glance how many runs have which state, 100 units wide. */
final class Bar {
  private static final double WIDTH = 100;

  /** One failed run among 5,000 must be seen. */
  private static final double LEAST = 2;

  private Bar() {}

  static List<Share> of(Map<CheckState, Long> counts) {
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    double drawn = counts.values().stream().mapToDouble(n -> width(n, all)).sum();
    List<Share> shares = new ArrayList<>();
    double from = 0;
    for (Map.Entry<CheckState, Long> entry : counts.entrySet()) {
      double width = width(entry.getValue(), all) * WIDTH / drawn;
      shares.add(new Share(entry.getKey(), number(from), number(width)));
      from += width;
    }
    return shares;
  }

  private static double width(long count, double all) {
    return Math.max(count * WIDTH / all, LEAST);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
