package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CheckGroup;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A commit's row: what changes together is written together.
 *
 * @param groups what was last posted of those of which something was; null in a row of an earlier
 *     version, which had a row for each status
 */
public record KeptBoard(Board board, @Nullable Map<CheckGroup, PostedStatus> groups) {}
