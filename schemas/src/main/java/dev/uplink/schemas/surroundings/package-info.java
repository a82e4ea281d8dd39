/**
 * What a service needs outside of its process: whether it is there, and if not, why and what then.
 */
@NullMarked
package dev.uplink.schemas.surroundings;

import org.jspecify.annotations.NullMarked;
