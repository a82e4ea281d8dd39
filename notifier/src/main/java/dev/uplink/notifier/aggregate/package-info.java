/** What Bitbucket should show: pure rules, from run states to keys, names, states and links. */
@NullMarked
package dev.uplink.notifier.aggregate;

import org.jspecify.annotations.NullMarked;
