package dev.uplink.ingress.controlplane;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.UUID;

/**
 * A Space below root that inherits, one below it that inherits too, and one beside it that does
 * not; with things in the first that are made as they are asked for.
 */
final class AccessWorld {
  private final Api admin = new Api();
  private final Samples samples = new Samples(admin);

  final String space = samples.space("root", true);
  final String below = samples.space(space, true);
  final String beside = samples.space("root", false);

  /** An integration of the Space that nobody deletes. */
  final String kept = samples.cloudIntegration(Api.unique("Kept"), space).id();

  /** What a trigger led to: no replay of it leaves anything behind. */
  final String delivery = delivery(kept);

  final String orphaned = delivery("an integration that is gone");
  final String refused = refused(admin.get("/integrations/" + kept).text("slug"));
  final String unaddressed = refused("nobodys-slug");

  /** A stack of the Space, whose run counts at a commit that has no other. */
  final String checked = checked(stack());

  static final String CHECKS = "/commits/bitbucket-cloud/A/B/" + "0".repeat(40) + "/checks";

  private String theDefault = "";

  Api admin() {
    return admin;
  }

  Api with(String role, String spaceId) {
    return samples.caller(Samples.role(role, spaceId));
  }

  String integration() {
    return samples.created(samples.cloudIntegration(Api.unique("Int"), space));
  }

  /** Of Data Center, where no other test leaves one; gone with {@link #withoutDefault}. */
  String theDefault() {
    theDefault = samples.created(createDefault(admin));
    return theDefault;
  }

  Answer createDefault(Api api) {
    withoutDefault();
    Answer created =
        api.post(
            "/integrations",
            Samples.dataCenter(
                Api.unique("Default"), "'apiHost': 'https://b.example', 'isDefault': true"));
    theDefault = created.status() == 201 ? created.id() : theDefault;
    return created;
  }

  void withoutDefault() {
    if (!theDefault.isEmpty()) {
      admin.delete("/integrations/" + theDefault);
      theDefault = "";
    }
  }

  String stack() {
    return samples.created(samples.stack(kept, space));
  }

  String module() {
    return samples.created(
        admin.post(
            "/modules",
            "{'name': '%s', 'spaceId': '%s', %s}"
                .formatted(Api.unique("Module"), space, Samples.source(kept))));
  }

  /** A stack whose runs are refused for a reason of its own, to whoever may ask for them. */
  String detached() {
    String gone = integration();
    String stack = samples.created(samples.stack(gone, space));
    admin.delete("/integrations/" + gone);
    return stack;
  }

  /** A Space with nothing in it, below the Space. */
  String empty() {
    return samples.space(space, false);
  }

  private static String delivery(String integrationId) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Rows.change(
        RunningIngress.instance().database(),
        """
        INSERT INTO deliveries
          (id, account_id, at, provider, repository_key, integration_id, event_key, decided_at)
        VALUES ('%s', 'acme', date_trunc('second', now()), 'BITBUCKET_CLOUD',
          'acme/bitbucket-cloud/a/b', '%s',
          'uplink:trigger', now())
        """
            .formatted(id, integrationId));
    return id;
  }

  private static String checked(String stack) {
    Rows.change(
        RunningIngress.instance().database(),
        """
        INSERT INTO commit_checks (check_key, at, page_id, account_id, integration_id, provider,
          namespace, repository, repository_key, commit_sha, target_id, target_slug, target_kind,
          run_type, check_group, run_id, run_state, state, text, revision, changed_at)
        VALUES ('%1$s', now(), '%1$s', 'acme', 'an-integration', 'BITBUCKET_CLOUD', 'A', 'B',
          'acme/bitbucket-cloud/a/b', repeat('0', 40), '%1$s', 'slug', 'STACK',
          'TRACKED', 'TRACKED', 'a.run', 'PLANNING', 'INPROGRESS', 'planning', 1, now())
        """
            .formatted(stack));
    return stack;
  }

  private static String refused(String slug) {
    return Rows.one(
        RunningIngress.instance().database(),
        """
        INSERT INTO refused_webhooks
          (account_id, provider, slug, reason, count, first_at, last_at, unaddressed)
        VALUES ('acme', 'BITBUCKET_CLOUD', '%s', 'SIGNATURE_MISSING', 1, now(), now(), false)
        RETURNING id
        """
            .formatted(slug));
  }

  /** Creates a Space below the Space, while the account's switch is on. */
  Answer whereAdminsMayCreateSpaces(Api api, boolean inherits) {
    admin.patch("/account", "{'spaceAdminsMayCreateSpaces': true}");
    try {
      return api.post(
          "/spaces",
          "{'name': 'x', 'parentSpaceId': '%s', 'inheritEntities': %s}".formatted(space, inherits));
    } finally {
      admin.patch("/account", "{'spaceAdminsMayCreateSpaces': false}");
    }
  }

  String token() {
    Answer token =
        admin.post("/tokens", "{'name': 'x', 'roles': [" + Samples.role("READER", space) + "]}");
    return samples.created(token);
  }
}
