package dev.uplink.e2e.load;

import org.jspecify.annotations.Nullable;

/**
 * A branch was at one commit and is at another.
 *
 * @param from null when the branch is new
 * @param to null when it is deleted
 */
record RefMove(String branch, @Nullable String from, @Nullable String to, boolean forced) {}
