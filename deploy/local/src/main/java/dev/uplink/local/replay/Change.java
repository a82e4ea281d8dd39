package dev.uplink.local.replay;

import dev.uplink.schemas.avro.OutcomeType;

/** One target and ref, then and now. */
sealed interface Change {

  record Same(Outcome now) implements Change {}

  record Otherwise(Outcome then, Outcome now) implements Change {}

  /** It was no candidate then. */
  record OnlyNow(Outcome now) implements Change {}

  /** It is no candidate any more. */
  record OnlyThen(Outcome then) implements Change {}

  default boolean differs() {
    return !(this instanceof Same);
  }

  /** Whether it may be so only because the dry run remembers nothing of before. */
  default boolean mayBeForgetfulness() {
    return switch (this) {
      case Same _, OnlyNow _ -> false;
      case Otherwise otherwise -> otherwise.then().restsOnMemory() || otherwise.now().lacksCommit();
      case OnlyThen only -> only.then().type() == OutcomeType.STOPPED;
    };
  }
}
