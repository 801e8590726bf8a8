// A CloudFront function (viewer request): a folder is its index.html, as on other hosts.
// Buckets know objects, not folders.
function handler(event) {
  var request = event.request;
  var name = request.uri.split("/").pop();
  if (name === "") {
    request.uri += "index.html";
  } else if (name.indexOf(".") === -1) {
    return {
      statusCode: 301,
      statusDescription: "Moved Permanently",
      headers: { location: { value: request.uri + "/" } },
    };
  }
  return request;
}
