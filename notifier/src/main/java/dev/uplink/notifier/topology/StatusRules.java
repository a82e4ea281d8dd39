package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.Patience;
import java.util.function.Supplier;

/**
 * What an installation decides about statuses.
 *
 * @param links where statuses lead that have no run to lead to
 * @param pageIds names for the pages of commits, which nobody can guess
 * @param patience how long runs may be silent
 */
public record StatusRules(Links links, Supplier<String> pageIds, Patience patience) {}
