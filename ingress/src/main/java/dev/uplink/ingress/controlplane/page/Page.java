package dev.uplink.ingress.controlplane.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code nextCursor} is null on the last one. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /** Makes a page of the rows found with {@link PageRequest#limitAndOneMore}. */
  public static <T> Page<T> of(List<T> found, PageRequest request, Function<T, String> id) {
    if (found.size() <= request.limit()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, request.limit());
    return new Page<>(items, PageRequest.cursor(id.apply(items.getLast())));
  }

  public <V> Page<V> map(Function<T, V> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
