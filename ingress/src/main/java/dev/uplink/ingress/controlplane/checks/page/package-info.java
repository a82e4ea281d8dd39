/** The page that statuses link to: a commit's runs, for whoever has its address. */
@NullMarked
package dev.uplink.ingress.controlplane.checks.page;

import org.jspecify.annotations.NullMarked;
