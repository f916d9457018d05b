"use strict";
/* What goes wrong in this page is told in the page. */
addEventListener("error", function (event) {
  document.documentElement.setAttribute("data-error", event.message + " (line " + event.lineno + ")");
});
addEventListener("securitypolicyviolation", function (event) {
  document.documentElement.setAttribute("data-error", "the page's own policy refused " + event.blockedURI + " (" + event.violatedDirective + ")");
});
