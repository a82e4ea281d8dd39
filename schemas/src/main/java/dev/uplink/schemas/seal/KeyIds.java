package dev.uplink.schemas.seal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The ids of a keyset's keys, by which a person sees which keyset a service was given. No secret:
 * they stand in front of everything that is sealed, too.
 */
public record KeyIds(List<Integer> ids) {
  /** What Tink puts before a ciphertext: this byte, then the key's id in four, big-endian. */
  private static final byte WITH_ID = 1;

  private static final int PREFIX_BYTES = 5;

  public KeyIds {
    ids = List.copyOf(ids);
  }

  /** Why these keys do not open it, as far as can be seen from outside. */
  public String whyNot(byte[] sealed) {
    OptionalInt id = idOn(sealed);
    if (id.isEmpty()) {
      return "it bears no key's id; the keyset has " + shown();
    }
    return ids.contains(id.getAsInt())
        ? "it bears the id of a key that is there, %s: it was sealed for something else, or is damaged"
            .formatted(shown(id.getAsInt()))
        : "it was sealed with key %s, and the keyset has only %s"
            .formatted(shown(id.getAsInt()), shown());
  }

  private static OptionalInt idOn(byte[] sealed) {
    return sealed.length > PREFIX_BYTES && sealed[0] == WITH_ID
        ? OptionalInt.of(ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt())
        : OptionalInt.empty();
  }

  private String shown() {
    return ids.stream().map(KeyIds::shown).collect(Collectors.joining(", "));
  }

  /** The id as the keyset's JSON has it. */
  private static String shown(int id) {
    return Integer.toUnsignedString(id);
  }
}
