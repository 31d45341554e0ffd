/** The look of every page: light and dark, narrow and in print. Nothing is fetched; fonts are the reader's own. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#55595f;--rule:#c9cdd3;--card:#f4f5f7;--link:#0b57a4;--c0:#2f6690;--c1:#5b9a8b;--c2:#d9a441;--c3:#a63d2f;--tc0:#fff;--tc1:#10201c;--tc2:#241a02;--tc3:#fff;--q0:#f4f5f7;--q1:#fbe3cf;--q2:#f5bd8c;--q3:#e08a4a;--q4:#8f3410;--tq0:#55595f;--tq3:#1c1e21;--tq4:#fff;--done:#cfe8dc;--tdone:#14432d;--miss:#8f3410;--tmiss:#fff;--due:#fff3c9;--tdue:#5a4300;--off:#e4e6ea;--toff:#4b4f55}
@media (prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e8eaed;--soft:#b0b5bc;--rule:#43474d;--card:#212429;--link:#8ec1f5;--c0:#7fb2dc;--c1:#7cc0ae;--c2:#e3b55c;--c3:#f0907f;--tc0:#0b1720;--tc1:#0b1a16;--tc2:#241a02;--tc3:#2a0a05;--q0:#212429;--q1:#40302a;--q2:#6a4227;--q3:#e39a62;--q4:#ffd3ad;--tq0:#b0b5bc;--tq3:#1c1206;--tq4:#1c1206;--done:#1f4a36;--tdone:#d5f2e3;--miss:#ffb199;--tmiss:#2a0a05;--due:#5b4a12;--tdue:#fff0b8;--off:#33373d;--toff:#c4c9cf}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
header,main,footer{max-width:1040px;margin:0 auto;padding:0 20px}
header{padding-top:20px;border-bottom:3px solid var(--c0)}
h1{font-size:1.6rem;margin:0 0 .2em;line-height:1.3}h2{font-size:1.2rem;margin:2em 0 .6em;padding-left:.5em;border-left:5px solid var(--c0);line-height:1.35}
p{margin:.4em 0}a{color:var(--link)}.facts{color:var(--soft);font-size:.9rem;margin:.2em 0 .9em}.facts b{color:var(--ink)}
nav ul{list-style:none;margin:.6em 0;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1em;font-size:.9rem}nav a{display:inline-block;padding:.2em 0;min-height:24px}
.four{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;margin:1em 0;padding:0;list-style:none}
.four li{background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:12px 14px}.four .name{color:var(--soft);font-size:.9rem}.four .big{font-size:1.9rem;font-weight:700;line-height:1.25}.four .change{font-size:.85rem;color:var(--soft)}
figure{margin:1em 0 1.4em;padding:12px 14px;border:1px solid var(--rule);border-radius:6px}figcaption{font-weight:700}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:0 14px}.pairs svg{max-width:100%}.scroll{overflow-x:auto;background:linear-gradient(to right,var(--paper) 30%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(to left,var(--paper) 30%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(to right,var(--rule),transparent) 0 0/12px 100% no-repeat scroll,linear-gradient(to left,var(--rule),transparent) 100% 0/12px 100% no-repeat scroll}.scroll:focus-visible{outline:2px solid var(--link)}
.note,.none{color:var(--soft);font-size:.9rem}summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2em 0}
table{border-collapse:collapse;font-size:.9rem;margin:.5em 0;min-width:50%}th,td{border:1px solid var(--rule);padding:.25em .6em;text-align:left;vertical-align:top}thead th{background:var(--card)}tbody th{font-weight:400}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.w{white-space:nowrap}ol.todo li{margin:.4em 0}
svg{display:block;max-width:none;height:auto}svg text{fill:var(--ink);font-size:13px}svg .s{font-size:12px}.m{text-anchor:middle}.e{text-anchor:end}
.axis{stroke:var(--soft)}.mark{stroke:var(--c3);stroke-dasharray:4 3}.up{stroke:var(--c1);stroke-width:2.5}.down{stroke:var(--c3);stroke-width:2.5;stroke-dasharray:6 3}.same{stroke:var(--soft)}
.c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}svg .t-c0{fill:var(--tc0)}svg .t-c1{fill:var(--tc1)}svg .t-c2{fill:var(--tc2)}svg .t-c3{fill:var(--tc3)}
.q0{fill:var(--q0)}.q1{fill:var(--q1)}.q2{fill:var(--q2)}.q3{fill:var(--q3)}.q4{fill:var(--q4)}svg .t-q0{fill:var(--tq0)}svg .t-q3{fill:var(--tq3)}svg .t-q4{fill:var(--tq4)}
.done{fill:var(--done)}.miss{fill:var(--miss)}.due{fill:var(--due)}.off{fill:var(--off)}svg .t-done{fill:var(--tdone)}svg .t-miss{fill:var(--tmiss)}svg .t-due{fill:var(--tdue)}svg .t-off{fill:var(--toff)}
footer{border-top:1px solid var(--rule);margin-top:2.5em;padding-top:.8em;padding-bottom:2em;color:var(--soft);font-size:.85rem}
@media (max-width:600px){header,main,footer{padding-left:12px;padding-right:12px}h1{font-size:1.3rem}thead th{white-space:nowrap}tbody th{min-width:7.5em}tbody td{min-width:5.5em}.four{grid-template-columns:1fr 1fr;gap:8px}.four .big{font-size:1.5rem}}
@page{size:A4;margin:14mm 12mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#999;--card:#f2f2f2;--link:#000;--c0:#2f6690;--c1:#5b9a8b;--c2:#d9a441;--c3:#a63d2f;--tc0:#fff;--tc1:#10201c;--tc2:#241a02;--tc3:#fff;--q0:#f4f5f7;--q1:#fbe3cf;--q2:#f5bd8c;--q3:#e08a4a;--q4:#8f3410;--tq0:#444;--tq3:#000;--tq4:#fff;--done:#cfe8dc;--tdone:#14432d;--miss:#8f3410;--tmiss:#fff;--due:#fff3c9;--tdue:#5a4300;--off:#e4e6ea;--toff:#444}body{font-size:10pt;line-height:1.45;-webkit-print-color-adjust:exact;print-color-adjust:exact}header,main,footer{max-width:none;padding-left:0;padding-right:0}nav,details{display:none}figure,.four li,tr,li{break-inside:avoid}h2{break-after:avoid}.new-page{break-before:page}.scroll{overflow:visible;background:none}svg{max-width:100%}.four{grid-template-columns:repeat(4,1fr)}.pairs{grid-template-columns:1fr 1fr}figure{padding:6px 8px;margin:.5em 0 .8em}h2{margin-top:1.2em}footer{margin-top:1em;padding:.4em 0 0;break-inside:avoid}th,td{padding:.15em .4em}thead{display:table-header-group}a{text-decoration:none}}
`
  .replace(/\n/g, '')
  .trim();
