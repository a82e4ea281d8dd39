package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;

/**
 * What people choose about an integration and may change at any time.
 *
 * @param useGitCheckout whether sources are cloned with git instead of fetched as an archive
 */
@Embeddable
public record IntegrationOptions(
    VcsChecks vcsChecks,
    boolean useGitCheckout,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> labels,
    String description) {
  static final IntegrationOptions INITIAL =
      new IntegrationOptions(VcsChecks.INDIVIDUAL, false, List.of(), "");

  public IntegrationOptions {
    labels = List.copyOf(labels);
  }

  /** What is left out stays as it is. */
  static IntegrationOptions read(Fields fields, IntegrationOptions before) {
    return new IntegrationOptions(
        fields.choice("vcsChecks", VcsChecks.class, before.vcsChecks()),
        fields.flag("useGitCheckout", before.useGitCheckout()),
        fields.texts("labels", Text.LABEL, before.labels()),
        fields.text("description", Text.DESCRIPTION, before.description()));
  }
}
