package dev.uplink.ingress.controlplane.delivery.projection;

import org.jspecify.annotations.Nullable;

/** Text of records as the database takes it. */
public final class Words {
  /** Longer than anything Bitbucket sends in a header. */
  public static final int SHORT = 255;

  public static final int LONG = 2_000;
  public static final int REF_NAME = 1_024;

  private Words() {}

  public static @Nullable String symbol(@Nullable Enum<?> symbol) {
    return symbol == null ? null : symbol.name();
  }

  public static @Nullable String optional(@Nullable String text, int most) {
    return text == null ? null : text(text, most);
  }

  /** PostgreSQL keeps every character but NUL, which JSON can say, and no half ones. */
  public static String text(String text, int most) {
    int end = Math.min(text.length(), most);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).replace('\0', '\uFFFD');
  }
}
