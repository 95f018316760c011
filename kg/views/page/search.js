/* The box in the head of the page: find an actor, and read about it. */

function startSearch() {
  const box = byId("search");
  const back = () => {
    box.value = "";
    byId("drawing").focus();
  };
  combobox(box, byId("hits"), {
    take: (actor) => {
      choose(actor);
      back();
    },
    leave: back,
  });
}
