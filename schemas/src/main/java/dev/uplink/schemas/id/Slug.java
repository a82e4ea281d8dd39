package dev.uplink.schemas.id;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The readable part of URLs and status keys: lower-case ASCII letters and digits in groups joined
 * by single hyphens. Made from a name once, then never changed.
 */
public record Slug(String value) {
  public Slug {
    Format.SLUG.require("slug", value);
  }

  /**
   * "Bitbucket for Payments Team" becomes bitbucket-for-payments-team; empty if nothing is left.
   */
  public static Optional<Slug> from(String name) {
    String slug =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug.isEmpty() ? Optional.empty() : Optional.of(new Slug(slug));
  }

  @Override
  public String toString() {
    return value;
  }
}
