package dev.uplink.ingress.controlplane.request;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.id.Slug;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that people give, in any language, as long as they look like what they are. */
public final class Names {
  private static final String FIELD = "name";

  /** Scripts with letters that look the same: in one word only a forger mixes them. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private Names() {}

  public static String read(Fields fields) {
    return requireHonest(fields.text(FIELD, Text.NAME));
  }

  /** The name there is, if the request has none. */
  public static String read(Fields fields, String before) {
    return fields.has(FIELD) ? read(fields) : before;
  }

  public static Slug slug(String name) {
    return Slug.from(name)
        .orElseThrow(
            () ->
                Refused.field(
                    ProblemCode.NAME_WITHOUT_SLUG,
                    FIELD,
                    FIELD + ": expected an ASCII letter or digit, to make a URL of."));
  }

  private static String requireHonest(String name) {
    // Invisible, or turning the direction of what follows: shown, it reads as another name.
    if (name.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
      throw confusable("characters that nobody sees");
    }
    for (String word : name.split("[^\\p{L}\\p{M}]+", -1)) {
      if (scripts(word).size() > 1) {
        throw confusable("letters of several scripts that look the same in one word");
      }
    }
    return name;
  }

  private static Set<UnicodeScript> scripts(String word) {
    return word.codePoints()
        .mapToObj(UnicodeScript::of)
        .filter(ALIKE::contains)
        .collect(Collectors.toSet());
  }

  private static Refused confusable(String what) {
    return Refused.field(ProblemCode.NAME_CONFUSABLE, FIELD, FIELD + ": has " + what + ".");
  }
}
