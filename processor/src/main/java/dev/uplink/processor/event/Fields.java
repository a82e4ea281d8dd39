package dev.uplink.processor.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that both products write alike. */
final class Fields {
  private Fields() {}

  /** Empty for anything that is no text, null included. */
  static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }

  static @Nullable RepositoryName repository(String namespace, String repository) {
    return RepositoryName.usable(namespace) && RepositoryName.usable(repository)
        ? new RepositoryName(namespace, repository)
        : null;
  }

  /** Null for anything that is not a full hash, an abbreviated one included. */
  static @Nullable CommitSha commit(JsonNode hash) {
    String text = text(hash).toLowerCase(Locale.ROOT);
    return CommitSha.isFull(text) ? new CommitSha(text) : null;
  }

  /** Null for what is no hash, and for Data Center's hash of nothing. */
  static @Nullable Hash hash(JsonNode hash) {
    String text = text(hash).toLowerCase(Locale.ROOT);
    return Hash.isHash(text) && text.chars().anyMatch(digit -> digit != '0')
        ? new Hash(text)
        : null;
  }

  static @Nullable String branch(JsonNode name) {
    return branch(text(name));
  }

  /** Null for what cannot be a branch's name. */
  static @Nullable String branch(String name) {
    return isRefName(name) ? name : null;
  }

  /** Bitbucket counts from 1. */
  static OptionalLong id(JsonNode id) {
    return id.isLong() && id.longValue() > 0
        ? OptionalLong.of(id.longValue())
        : OptionalLong.empty();
  }

  /** Null for what counts nothing. */
  static @Nullable Long count(JsonNode number) {
    return number.isLong() && number.longValue() >= 0 ? number.longValue() : null;
  }

  /** Empty without a text; an author it does not name is nobody we know. */
  static Optional<Comment> comment(JsonNode number, JsonNode text, JsonNode... authorIds) {
    Set<String> ids =
        Stream.of(authorIds)
            .map(Fields::text)
            .filter(name -> !name.isEmpty())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    OptionalLong id = id(number);
    return text.isTextual()
        ? Optional.of(new Comment(id.isPresent() ? id.getAsLong() : null, ids, text.textValue()))
        : Optional.empty();
  }

  static Optional<RefChange> ref(
      RefType type,
      String name,
      @Nullable CommitSha from,
      @Nullable CommitSha to,
      boolean deleted) {
    return isRefName(name)
        ? Optional.of(new RefChange(type, name, from, deleted ? null : to, deleted, false))
        : Optional.empty();
  }

  /** Git allows no control characters in the name of a ref; our store keys rely on that. */
  static boolean isRefName(String name) {
    return !name.isEmpty()
        && name.chars().noneMatch(Character::isISOControl)
        && name.getBytes(UTF_8).length <= Limits.REF_NAME_BYTES;
  }

  /** Empty unless there is an array and every element of it that matters can be read. */
  static <T> Optional<List<T>> each(
      JsonNode array, Predicate<JsonNode> matters, Function<JsonNode, Optional<T>> read) {
    if (!array.isArray()) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (JsonNode element : array) {
      if (!matters.test(element)) {
        continue;
      }
      Optional<T> value = read.apply(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }
}
