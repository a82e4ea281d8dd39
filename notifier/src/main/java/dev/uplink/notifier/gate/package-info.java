/**
 * The door that every request to Bitbucket goes through: its budget, and whether its host lives.
 */
@NullMarked
package dev.uplink.notifier.gate;

import org.jspecify.annotations.NullMarked;
