package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.Space;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entities of one account with one Cloud repository; tests change what they are about. */
public final class Samples {
  public static final String ACCOUNT = "ACME";
  public static final String KEY = "ACME/bitbucket-cloud/payments/infra";
  static final RepositoryKey REPOSITORY = RepositoryKey.parse(KEY);

  private Samples() {}

  /** Through the integration "bb", to the repository. */
  public static RawWebhook webhook(String deliveryId, String eventKey, String body) {
    return Story.webhook(REPOSITORY, deliveryId, "bb", eventKey, body);
  }

  public static Integration.Builder integration(String id) {
    return Integration.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setSlug(id)
        .setName(id)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIsDefault(false)
        .setSpaceId("root")
        .setVcsChecks(VcsChecks.AGGREGATED)
        .setUseGitCheckout(false)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(1)
        .setUpdatedAt(Story.START);
  }

  static Account.Builder account() {
    return Account.newBuilder()
        .setAccountId(ACCOUNT)
        .setName(ACCOUNT)
        .setRevision(1)
        .setUpdatedAt(Story.START);
  }

  static Space space(String id, @Nullable String parent, boolean inherits) {
    return Space.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setName(id)
        .setDescription("")
        .setLabels(List.of())
        .setParentSpaceId(parent)
        .setInheritEntities(inherits)
        .setRevision(1)
        .setUpdatedAt(Story.START)
        .build();
  }

  /** Tracks main of payments/infra, through the integration "bb", in the Space root. */
  public static Stack.Builder stack(String id) {
    return Stack.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setSlug(id)
        .setName(id)
        .setSpaceId("root")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIntegrationId("bb")
        .setNamespace("payments")
        .setRepository("infra")
        .setBranch("main")
        .setProjectRoot("")
        .setAdditionalProjectGlobs(List.of())
        .setLabels(List.of())
        .setAutodeploy(false)
        .setIsDisabled(false)
        .setVcsDetached(false)
        .setRevision(1)
        .setUpdatedAt(Story.START);
  }

  static Module module(String id) {
    return Module.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setSlug(id)
        .setName(id)
        .setSpaceId("root")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIntegrationId("bb")
        .setNamespace("payments")
        .setRepository("infra")
        .setBranch("main")
        .setProjectRoot("")
        .setAdditionalProjectGlobs(List.of())
        .setLabels(List.of())
        .setAutodeploy(false)
        .setIsDisabled(false)
        .setVcsDetached(false)
        .setRevision(1)
        .setUpdatedAt(Story.START)
        .build();
  }

  /** Asks for a TRACKED run of the head. */
  static TriggerRequest.Builder trigger(String id, String stackId) {
    return TriggerRequest.newBuilder()
        .setTriggerId(id)
        .setAccountId(ACCOUNT)
        .setRepositoryKey(KEY)
        .setTargetId(stackId)
        .setTargetKind(TargetKind.STACK)
        .setRunType(RunType.TRACKED)
        .setTriggeredBy("ada")
        .setRequestedAt(Story.START);
  }
}
