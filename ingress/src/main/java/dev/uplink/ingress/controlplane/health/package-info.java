/** How integrations fare, heard from the notifier. */
@NullMarked
package dev.uplink.ingress.controlplane.health;

import org.jspecify.annotations.NullMarked;
