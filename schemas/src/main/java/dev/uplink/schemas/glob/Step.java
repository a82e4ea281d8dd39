package dev.uplink.schemas.glob;

import java.util.List;
import java.util.function.IntPredicate;

/** What a glob may do next. */
sealed interface Step {
  /** One character; then the step behind. */
  record One(IntPredicate of) implements Step {}

  /** Any number of characters; then the step behind. */
  record Any(IntPredicate of) implements Step {}

  /** No character. On to any of these steps, all of which are further behind. */
  record Fork(List<Integer> ways) implements Step {}
}
