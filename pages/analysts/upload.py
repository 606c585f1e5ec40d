"""数据上报：文件一到就存下，认出是什么表，问清不认识的列，改正有误的格，看清差异再发布。"""

import streamlit as st

from ui import frame, next_step
from ui.analysts import locks
from ui.analysts.upload import arrival, batch, blanks, inbox, publishing, rereading, returning, standing, working

waiting = inbox.open_uploads()
frame.heading(f"{len(waiting)}份文件待处理" if waiting else "没有待处理的文件", frame.view(), "upload")

with st.container(horizontal=True, vertical_alignment="center"):
    kind = inbox.choose_kind()
    blanks.blank_forms()
    blanks.remove_demonstration()
inbox.receive(kind)
inbox.came_again()
read = standing.standings(waiting)
standing.note(read)
batch.receipt()
if waiting:
    arrival.of_many(read)
    inbox.waiting_list(read)
    if batch.together(read):
        st.stop()

upload = inbox.chosen_upload(waiting)
if upload is None:
    ways = next_step.link("submissions", "看还缺哪些报送") + next_step.link("files", "找收到过的文件")
    said = "把各单位的工作簿拖进上面的框里。文件一到就存在服务器上，刷新页面也不会丢。"
    st.info(said + ways, icon=":material/upload_file:")
    st.stop()

understood = rereading.reread_all([upload])[0][1]
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    st.markdown(f"### {inbox.titled(upload)}", anchors=False, width="content")
    step = inbox.choose_step()
    arrival.of_upload(upload)
    returning.offer(upload, understood)
    working.discard(upload)
returning.put_away(upload, understood)
if understood.pending:
    st.info(inbox.unusable(upload, understood.sentence), icon=":material/hourglass_top:")
    if upload not in waiting:
        rereading.look_again([upload])
    st.stop()
if understood.reading is None:
    st.error(inbox.unusable(upload, understood.sentence), icon=":material/block:")
    if understood.locked:
        rereading.ask_password(upload)
    st.stop()

locks.tell_locked(period for _, _, period in upload.about)
publishing.receipts(upload)
returning.answers(upload, understood)
working.elsewhere(understood)
if step == inbox.FIRST_STEP:
    table = working.choose_table(upload, understood)
    if table is not None:
        working.work(upload, understood, table)
elif not (upload.discarded or upload.returned) and working.ready_to_publish(upload, understood):
    drafts = publishing.drafts_of(upload, understood)
    if drafts:
        publishing.review(upload, understood, drafts)
