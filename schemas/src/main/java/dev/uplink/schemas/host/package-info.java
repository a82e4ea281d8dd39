/** Which hosts may be called with what accounts set: the same for who stores them and who calls. */
@NullMarked
package dev.uplink.schemas.host;

import org.jspecify.annotations.NullMarked;
