package dev.uplink.ingress.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.Set;

/** One thing that somebody may or may not do, tried on things made for it. */
enum AccessCase {
  SEE_DEFAULT,
  LIST_DEFAULT,
  SEE_DEFAULTS_DETAILS,
  SEE_DEFAULTS_USAGE,
  CREATE_DEFAULT,
  EDIT_DEFAULT,
  ROTATE_DEFAULTS_SECRET,
  DELETE_DEFAULT,
  TEST_DEFAULT,
  LIST_DEFAULTS_REPOSITORIES,
  SEE_INTEGRATION,
  LIST_INTEGRATION,
  LIST_ATTACHABLE,
  SEE_DETAILS,
  SEE_USAGE,
  CREATE_INTEGRATION,
  EDIT_INTEGRATION,
  MOVE_INTEGRATION,
  ROTATE_SECRET,
  DELETE_INTEGRATION,
  TEST_INTEGRATION,
  LIST_REPOSITORIES,
  LIST_BRANCHES,
  SEE_STACK,
  LIST_STACK,
  SEE_CHECKS,
  CREATE_STACK,
  EDIT_STACK,
  MOVE_STACK,
  ATTACH_STACK,
  DELETE_STACK,
  RUN_STACK,
  SEE_MODULE,
  EDIT_MODULE,
  SEE_SPACE,
  LIST_SPACE,
  RENAME_SPACE,
  CREATE_SPACE,
  MOVE_SPACE,
  DELETE_SPACE,
  CREATE_SPACE_WHERE_ADMINS_MAY,
  CREATE_SPACE_WITHOUT_INHERITANCE,
  SEE_ACCOUNT,
  EDIT_ACCOUNT,
  LIST_TOKENS,
  CREATE_TOKEN,
  REVOKE_TOKEN,
  SEE_DELIVERY,
  LIST_DELIVERY,
  LIST_ITS_DELIVERIES,
  SEE_ORPHANED_DELIVERY,
  REPLAY_DELIVERY,
  LIST_REFUSED,
  LIST_ITS_REFUSED,
  LIST_UNADDRESSED;

  /** How somebody is refused who may do it, and finds that it cannot be done. */
  private static final Set<String> ALLOWED =
      Set.of("409 VCS_DETACHED", "409 DELIVERY_NOT_REPLAYABLE");

  /** "yes", "no" for what is missing in a list, or how it was refused. */
  String tried(AccessWorld world, Api api) {
    return switch (this) {
      case SEE_DEFAULT -> said(api.get("/integrations/" + world.theDefault()));
      case LIST_DEFAULT -> listed(api, "/integrations", world.theDefault());
      case SEE_DEFAULTS_DETAILS -> said(api.get(details(world.theDefault())));
      case SEE_DEFAULTS_USAGE -> said(api.get("/integrations/" + world.theDefault() + "/usage"));
      case CREATE_DEFAULT -> said(world.createDefault(api));
      case EDIT_DEFAULT -> said(api.patch("/integrations/" + world.theDefault(), "{}"));
      case ROTATE_DEFAULTS_SECRET -> said(api.post(rotation(world.theDefault()), ""));
      case DELETE_DEFAULT -> said(api.delete("/integrations/" + world.theDefault()));
      case TEST_DEFAULT -> said(api.post("/integrations/" + world.theDefault() + "/test", ""));
      case LIST_DEFAULTS_REPOSITORIES ->
          said(api.get("/integrations/" + world.theDefault() + "/repositories"));
      case TEST_INTEGRATION -> said(api.post("/integrations/" + world.kept + "/test", ""));
      case LIST_REPOSITORIES -> said(api.get("/integrations/" + world.kept + "/repositories"));
      case LIST_BRANCHES ->
          said(api.get("/integrations/" + world.kept + "/branches?repository=a/b"));
      case SEE_INTEGRATION -> said(api.get("/integrations/" + world.integration()));
      case LIST_INTEGRATION -> listed(api, "/integrations", world.integration());
      case LIST_ATTACHABLE -> said(api.get("/spaces/" + world.space + "/attachable-integrations"));
      case SEE_DETAILS -> said(api.get(details(world.integration())));
      case SEE_USAGE -> said(api.get("/integrations/" + world.integration() + "/usage"));
      case CREATE_INTEGRATION ->
          said(new Samples(api).cloudIntegration(Api.unique("Int"), world.space));
      case EDIT_INTEGRATION -> said(api.patch("/integrations/" + world.integration(), "{}"));
      case MOVE_INTEGRATION ->
          said(
              api.patch(
                  "/integrations/" + world.integration(), "{'spaceId': '" + world.below + "'}"));
      case ROTATE_SECRET -> said(api.post(rotation(world.integration()), ""));
      case DELETE_INTEGRATION -> said(api.delete("/integrations/" + world.integration()));
      case SEE_STACK -> said(api.get("/stacks/" + world.stack()));
      case LIST_STACK -> listed(api, "/stacks", world.stack());
      case SEE_CHECKS -> listed(api, AccessWorld.CHECKS, "targetId", world.checked);
      case CREATE_STACK -> said(new Samples(api).stack(world.kept, world.space));
      case EDIT_STACK -> said(api.patch("/stacks/" + world.stack(), "{}"));
      case MOVE_STACK ->
          said(api.patch("/stacks/" + world.stack(), "{'spaceId': '" + world.below + "'}"));
      case ATTACH_STACK ->
          said(
              api.put(
                  "/stacks/" + world.stack() + "/source", "{" + Samples.source(world.kept) + "}"));
      case DELETE_STACK -> said(api.delete("/stacks/" + world.stack()));
      case RUN_STACK -> said(api.post("/stacks/" + world.detached() + "/runs", ""));
      case SEE_MODULE -> said(api.get("/modules/" + world.module()));
      case EDIT_MODULE -> said(api.patch("/modules/" + world.module(), "{}"));
      case SEE_SPACE -> said(api.get("/spaces/" + world.space));
      case LIST_SPACE -> listed(api, "/spaces", world.space);
      case RENAME_SPACE -> said(api.patch("/spaces/" + world.space, "{'name': 'Other'}"));
      case CREATE_SPACE ->
          said(api.post("/spaces", "{'name': 'x', 'parentSpaceId': '" + world.space + "'}"));
      case MOVE_SPACE -> said(api.patch("/spaces/" + world.empty(), "{'inheritEntities': true}"));
      case DELETE_SPACE -> said(api.delete("/spaces/" + world.empty()));
      case CREATE_SPACE_WHERE_ADMINS_MAY -> said(world.whereAdminsMayCreateSpaces(api, true));
      case CREATE_SPACE_WITHOUT_INHERITANCE -> said(world.whereAdminsMayCreateSpaces(api, false));
      case SEE_ACCOUNT -> said(api.get("/account"));
      case EDIT_ACCOUNT -> said(api.patch("/account", "{}"));
      case LIST_TOKENS -> said(api.get("/tokens"));
      case CREATE_TOKEN ->
          said(
              api.post(
                  "/tokens",
                  "{'name': 'x', 'roles': [" + Samples.role("READER", world.space) + "]}"));
      case REVOKE_TOKEN -> said(api.delete("/tokens/" + world.token()));
      case SEE_DELIVERY -> said(api.get("/deliveries/" + world.delivery));
      case LIST_DELIVERY -> listed(api, "/deliveries", world.delivery);
      case LIST_ITS_DELIVERIES -> said(api.get("/deliveries?integrationId=" + world.kept));
      case SEE_ORPHANED_DELIVERY -> said(api.get("/deliveries/" + world.orphaned));
      case REPLAY_DELIVERY -> said(api.post("/deliveries/" + world.delivery + "/replay", ""));
      case LIST_REFUSED -> listed(api, "/deliveries/refused", world.refused);
      case LIST_ITS_REFUSED -> said(api.get("/deliveries/refused?integrationId=" + world.kept));
      case LIST_UNADDRESSED -> listed(api, "/deliveries/refused", world.unaddressed);
    };
  }

  private static String said(Answer answer) {
    if (answer.status() < 300 || ALLOWED.contains(answer.problem())) {
      return "yes";
    }
    return switch (answer.problem()) {
      case "403 ROLE_INSUFFICIENT" -> "403";
      case "404 NOT_FOUND" -> "404";
      case "422 SPACE_UNKNOWN spaceId", "422 SPACE_UNKNOWN parentSpaceId" -> "422";
      default -> answer.toString();
    };
  }

  private static String listed(Api api, String path, String id) {
    return listed(api, path, "id", id);
  }

  private static String listed(Api api, String path, String field, String id) {
    String cursor = "";
    do {
      Answer page = api.get(path + "?limit=200" + cursor);
      if (page.body().path("items").findValuesAsText(field).contains(id)) {
        return "yes";
      }
      JsonNode next = page.body().path("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    return "no";
  }

  private static String details(String integration) {
    return "/integrations/" + integration + "/details";
  }

  private static String rotation(String integration) {
    return "/integrations/" + integration + "/rotate-secret";
  }
}
