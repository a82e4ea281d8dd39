package dev.uplink.ingress.controlplane;

import dev.uplink.ingress.controlplane.Api.Answer;

/** Things that tests need to be there, made through the API. */
final class Samples {
  private final Api api;

  Samples(Api api) {
    this.api = api;
  }

  String space(String parent, boolean inherits) {
    return created(
        api.post(
            "/spaces",
            "{'name': '%s', 'parentSpaceId': '%s', 'inheritEntities': %s}"
                .formatted(Api.unique("Space"), parent, inherits)));
  }

  Answer cloudIntegration(String name, String spaceId) {
    return api.post("/integrations", cloud(name, "'spaceId': '" + spaceId + "'"));
  }

  static String cloud(String name, String more) {
    return "{'name': '%s', 'provider': 'BITBUCKET_CLOUD', %s, 'email': 'a@b.example', 'apiToken': 't'}"
        .formatted(name, more);
  }

  static String dataCenter(String name, String more) {
    return """
    {'name': '%s', 'provider': 'BITBUCKET_DATACENTER', 'username': 'bot', 'accessToken': 't',
     'userFacingHost': 'https://bitbucket.example', %s}\
    """
        .formatted(name, more);
  }

  Answer stack(String integrationId, String spaceId) {
    return api.post(
        "/stacks",
        "{'name': '%s', 'spaceId': '%s', %s}"
            .formatted(Api.unique("Stack"), spaceId, source(integrationId)));
  }

  /** The fields of a source on Cloud. */
  static String source(String integrationId) {
    return "'provider': 'BITBUCKET_CLOUD', 'integrationId': '%s', %s"
        .formatted(integrationId, "'namespace': 'Acme', 'repository': 'Net', 'branch': 'main'");
  }

  /** A client with these roles, each as "{'spaceId': …, 'role': …}". */
  Api caller(String... roles) {
    Answer token =
        api.post(
            "/tokens",
            "{'name': '%s', 'roles': [%s]}"
                .formatted(Api.unique("Token"), String.join(",", roles)));
    created(token);
    return new Api(token.text("token"));
  }

  static String role(String role, String spaceId) {
    return "{'spaceId': '%s', 'role': '%s'}".formatted(spaceId, role);
  }

  String created(Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
    return answer.id();
  }
}
