package dev.uplink.ingress.controlplane.delivery.story;

/** Words of the records, as the database keeps them. */
final class Symbols {
  private Symbols() {}

  /** One that a newer version has written is UNKNOWN, as it is to every reader of a record. */
  static <E extends Enum<E>> E of(Class<E> type, String word) {
    for (E symbol : type.getEnumConstants()) {
      if (symbol.name().equals(word)) {
        return symbol;
      }
    }
    return Enum.valueOf(type, "UNKNOWN");
  }
}
