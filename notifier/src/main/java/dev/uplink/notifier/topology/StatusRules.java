package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.SilenceLimits;
import java.util.function.Supplier;

/**
 * What an installation decides about statuses.
 *
 * @param links where statuses lead that have no run to lead to
 * @param pageIds names for the pages of commits, which nobody can guess
 * @param limits how long runs may be silent
 */
public record StatusRules(Links links, Supplier<String> pageIds, SilenceLimits limits) {}
