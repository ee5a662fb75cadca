// The protocol between the page and its server: a question in JSON, an answer in JSON.

const VERSION = 1;

/** Asks the server something; throws an error with its words if it refuses. */
export const ask = async (question) => {
  let response;
  try {
    response = await fetch("/lab", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ version: VERSION, ...question }),
    });
  } catch {
    throw new Error("The lab does not answer: is 'braid lab' still running?");
  }
  const isJSON = (response.headers.get("Content-Type") || "").startsWith("application/json");
  if (!isJSON) throw new Error(`The lab refuses: ${(await response.text()).trim()}`);
  const answer = await response.json();
  if (answer.schema !== "braid.lab" || answer.version !== VERSION) throw new Error("The lab is of another version: load the page again.");
  if (answer.answer === "refused") throw new Error(answer.message);
  return answer;
};
